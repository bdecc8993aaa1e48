// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;

/** The executor's own lines, in Kaniko's formats and on standard error as Kaniko has them. */
final class BuildLog {

    /** Kaniko's, most talkative first. */
    enum Level {
        TRACE(37),
        DEBUG(37),
        INFO(36),
        WARN(33),
        ERROR(31),
        FATAL(31),
        PANIC(31);

        private final int color;

        Level(int color) {
            this.color = color;
        }

        static Level parse(String text) throws FlagException {
            String name = text.equalsIgnoreCase("warning") ? "WARN" : text;
            return Arrays.stream(values())
                    .filter(level -> level.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new FlagException(
                                    "parsing log level: not a valid logrus Level: \"%s\""
                                            .formatted(text)));
        }
    }

    /** Kaniko's. */
    enum Format {
        COLOR,
        TEXT,
        JSON;

        static Format parse(String text) throws FlagException {
            return Arrays.stream(values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new FlagException(
                                    "not a valid log format: \"%s\". Please specify one of"
                                                    .formatted(text)
                                            + " (text, color, json)"));
        }
    }

    private final ContainerLog log;
    private final Level least;
    private final Format format;
    private final Clock clock;
    private final Instant begin;

    BuildLog(ContainerLog log, Level least, Format format, Clock clock) {
        this.log = log;
        this.least = least;
        this.format = format;
        this.clock = clock;
        this.begin = clock.instant();
    }

    void info(String message) throws IOException {
        write(Level.INFO, message);
    }

    void warn(String message) throws IOException {
        write(Level.WARN, message);
    }

    void debug(String message) throws IOException {
        write(Level.DEBUG, message);
    }

    /** A line that is not the executor's own: a program's output, or a last word. */
    void raw(Stream stream, String line) throws IOException {
        log.line(stream, line);
    }

    private void write(Level level, String message) throws IOException {
        if (level.compareTo(least) >= 0) {
            log.line(Stream.STDERR, line(level, message));
        }
    }

    private String line(Level level, String message) {
        String word = level == Level.WARN ? "warning" : level.name().toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        return switch (format) {
            case COLOR ->
                    "\u001b[%dm%s\u001b[0m[%04d] %-44s "
                            .formatted(
                                    level.color,
                                    level.name().substring(0, 4),
                                    Duration.between(begin, now).toSeconds(),
                                    message);
            case TEXT ->
                    "time=\"%s\" level=%s msg=%s"
                            .formatted(
                                    now.truncatedTo(ChronoUnit.SECONDS),
                                    word,
                                    JsonNodeFactory.instance.textNode(message));
            case JSON ->
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("level", word)
                            .put("msg", message)
                            .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                            .toString();
        };
    }
}
