// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.log.LogLine;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a log as a whole, and how it grows. New lines make a small chunk of their own
 * until there are enough of them: then they and the small chunks before become one.
 *
 * @param day the partition that the chunks are in
 * @param lines the number of the last line
 * @param bytes how many bytes of text all lines have, those that were cut included
 * @param packedLines the number of the last line that is in a chunk of full size
 * @param packedBytes how many bytes of text the lines until there have
 * @param newest the latest time of a line, as {@link LogChunk#time}
 * @param newestCut the latest time of a line that was cut
 * @param complete no line comes after these
 */
record LogHead(
        LocalDate day,
        long lines,
        long bytes,
        long packedLines,
        long packedBytes,
        long newest,
        long newestCut,
        boolean complete) {
    /** From how many bytes of text on lines make a chunk that stays as it is. */
    static final int FULL = 16 * 1024;

    LogHead {
        requireNonNull(day, "day");
        if (packedLines < 0
                || lines < packedLines
                || packedBytes < packedLines
                || bytes < packedBytes) {
            throw new IllegalArgumentException("a log has no fewer lines than its chunks");
        }
    }

    /** A log without lines. */
    static LogHead empty(LocalDate day) {
        return new LogHead(day, 0, 0, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, false);
    }

    /** Those lines that may be among the stored ones, by their time. */
    List<LogLine> doubtful(List<LogLine> given) {
        return given.stream().filter(line -> LogChunk.time(line) <= newest).toList();
    }

    /**
     * The lines that are new, each once, in their order. A line that is not later than those that
     * were cut counts as one of them.
     *
     * @param stored those of the {@link #doubtful} lines that are stored
     */
    List<LogLine> fresh(List<LogLine> given, Set<LineId> stored) {
        Set<LineId> known = new HashSet<>(stored);
        return given.stream()
                .filter(line -> newestCut == Long.MIN_VALUE || LogChunk.time(line) > newestCut)
                .filter(line -> known.add(LineId.of(line)))
                .toList();
    }

    /** Whether the small chunks and a new one become one. */
    boolean packs(LogChunk small, boolean last) {
        return last || small.ends() - packedBytes >= FULL;
    }

    /** New lines as the chunk that comes after those that are there. */
    LogChunk small(List<LogLine> fresh) {
        return LogChunk.of(lines + 1, bytes, fresh);
    }

    /** The lines of the small chunks and new ones as one chunk. */
    LogChunk packed(List<LogLine> smallAndFresh) {
        return LogChunk.of(packedLines + 1, packedBytes, smallAndFresh);
    }

    /** The log with a chunk at its end, which takes the place of the small ones if it packs. */
    LogHead with(LogChunk chunk, boolean packs, boolean last) {
        return new LogHead(
                day,
                chunk.last(),
                chunk.ends(),
                packs ? chunk.last() : packedLines,
                packs ? chunk.ends() : packedBytes,
                Math.max(newest, chunk.newest()),
                newestCut,
                complete || last);
    }

    /** The log without lines that are not later than this. */
    LogHead cutUntil(long time) {
        return new LogHead(
                day,
                lines,
                bytes,
                packedLines,
                packedBytes,
                newest,
                Math.max(newestCut, time),
                complete);
    }
}
