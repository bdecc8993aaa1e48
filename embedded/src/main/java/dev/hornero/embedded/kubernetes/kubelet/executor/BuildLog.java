// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog.Stream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The executor's own lines, in Kaniko's format and on standard error as Kaniko has them. */
final class BuildLog {

    private enum Level {
        INFO(36),
        WARN(33);

        private final int color;

        Level(int color) {
            this.color = color;
        }
    }

    private final ContainerLog log;
    private final Clock clock;
    private final Instant begin;

    BuildLog(ContainerLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.begin = clock.instant();
    }

    void info(String message) throws IOException {
        write(Level.INFO, message);
    }

    void warn(String message) throws IOException {
        write(Level.WARN, message);
    }

    /** A line that is not the executor's own: a program's output, or a last word. */
    void raw(Stream stream, String line) throws IOException {
        log.line(stream, line);
    }

    private void write(Level level, String message) throws IOException {
        log.line(
                Stream.STDERR,
                "\u001b[%dm%s\u001b[0m[%04d] %-44s "
                        .formatted(
                                level.color,
                                level.name().substring(0, 4),
                                Duration.between(begin, clock.instant()).toSeconds(),
                                message));
    }
}
