// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;

/**
 * How much of one log is kept: its beginning and its end. Whole chunks are cut, so it may be up to
 * two chunks more.
 *
 * @param bytes of text, at least 1 MiB
 */
record LogLimit(long bytes) {
    /** Well above a chunk, so that small chunks at the end are never cut. */
    private static final long LEAST = 1024 * 1024;

    LogLimit {
        if (bytes < LEAST) {
            throw new IllegalArgumentException(
                    "hornero.status.log.largest must be at least %d".formatted(LEAST));
        }
    }

    /** Chunks are cut that begin here or later and end at {@link #cutTo} or before. */
    long cutFrom() {
        return bytes / 2;
    }

    /**
     * Where the kept end of a log begins.
     *
     * @param log how many bytes of text it has
     */
    long cutTo(long log) {
        return log - bytes / 2;
    }

    /** Whether a log of so many bytes of text has to be cut. */
    boolean exceededBy(long log) {
        return log > bytes;
    }

    /**
     * A line in place of those that were cut.
     *
     * @param place of the last of them
     * @param after the line after it, whose time and container it has
     */
    static StoredLine gap(long place, long lines, long bytes, LogLine after) {
        String text =
                "%d lines (%d bytes) are missing here: the log is longer than what is kept of one."
                        .formatted(lines, bytes);
        return new StoredLine(
                place,
                new LogLine(
                        after.pod(),
                        after.container(),
                        after.time(),
                        after.ordinal(),
                        Code.of(LogLine.Kind.GAP),
                        text));
    }
}
