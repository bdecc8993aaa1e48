// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.events.log.LogLine;
import java.time.Instant;
import java.util.List;

/**
 * Lines of a log that follow each other and are stored together.
 *
 * @param first the number of the first line, from 1
 * @param begins how many bytes of text the lines before have
 * @param bytes how many these have, as UTF-8 and each with its line end
 */
record LogChunk(long first, long begins, long bytes, List<LogLine> lines) {
    private static final long NANOS = 1_000_000_000;

    LogChunk {
        if (first < 1 || begins < 0 || bytes < lines.size()) {
            throw new IllegalArgumentException(
                    "no chunk begins at line %d and byte %d with %d bytes"
                            .formatted(first, begins, bytes));
        }
        lines = List.copyOf(lines);
    }

    static LogChunk of(long first, long begins, List<LogLine> lines) {
        return new LogChunk(first, begins, bytes(lines), lines);
    }

    /** How many bytes of text some lines have. */
    static long bytes(List<LogLine> lines) {
        return lines.stream().mapToLong(line -> line.text().getBytes(UTF_8).length + 1L).sum();
    }

    /**
     * A line's time in nanoseconds since the epoch; the nearest that there is for times outside of
     * the years 1677 to 2262, which only a clock that is wrong gives.
     */
    static long time(LogLine line) {
        Instant time = line.time();
        if (time.getEpochSecond() >= Long.MAX_VALUE / NANOS) {
            return Long.MAX_VALUE;
        }
        return time.getEpochSecond() <= Long.MIN_VALUE / NANOS
                ? Long.MIN_VALUE
                : time.getEpochSecond() * NANOS + time.getNano();
    }

    /** The number of the last line; the one before {@link #first} where there are none. */
    long last() {
        return first + lines.size() - 1;
    }

    /** How many bytes of text these lines and all before them have. */
    long ends() {
        return begins + bytes;
    }

    /** The earliest time of a line, as {@link #time}. */
    long oldest() {
        return lines.stream().mapToLong(LogChunk::time).min().orElse(Long.MAX_VALUE);
    }

    /** The latest time of a line, as {@link #time}. */
    long newest() {
        return lines.stream().mapToLong(LogChunk::time).max().orElse(Long.MIN_VALUE);
    }
}
