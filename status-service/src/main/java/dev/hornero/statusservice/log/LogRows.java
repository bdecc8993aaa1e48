// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.stream.Collectors.toSet;

import dev.hornero.events.BuildId;
import dev.hornero.events.log.LogLine;
import dev.hornero.statusservice.database.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Logs in the tables {@code stored_log} and {@code log_chunk}. A line is stored once, by its
 * identity (pod, container, time, ordinal), and keeps its place. Places follow the order of
 * arrival, so a reader that goes on from a place misses no line.
 */
final class LogRows {
    /**
     * A part of a log has at most so many chunks, and ends with the chunk that makes it so many
     * lines.
     */
    private static final int PART_CHUNKS = 8;

    private static final int PART_LINES = 5_000;

    private static final String UPDATE =
            """
            update status.stored_log
            set (day, lines, bytes, packed_lines, packed_bytes, newest, newest_cut, complete)
                = (?, ?, ?, ?, ?, ?, ?, ?)
            where build_id = ?
            """;

    private LogRows() {}

    /**
     * Adds lines to a log.
     *
     * @param today the day of a log that begins with these
     * @param last no line comes after these
     * @return whether the log has changed; that of a day that was dropped does not any more
     */
    static boolean add(
            Connection connection,
            BuildId id,
            List<LogLine> given,
            boolean last,
            LocalDate today,
            LogLimit limit)
            throws SQLException {
        LogHead head = lock(connection, id, today, limit);
        return droppedAt(connection, head.day()).isEmpty()
                && !grow(connection, id, head, given, last, limit).equals(head);
    }

    /** While it is locked no other writer adds lines. */
    private static LogHead lock(Connection connection, BuildId id, LocalDate today, LogLimit limit)
            throws SQLException {
        Optional<LogHead> there = head(connection, id, "for update");
        if (there.isPresent()) {
            return there.get();
        }
        boolean begins;
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into status.stored_log (build_id, day, lines, bytes, packed_lines,
                            packed_bytes, newest, newest_cut, complete)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (build_id) do nothing
                        """)) {
            insert.setObject(1, id.value());
            set(insert, 2, LogHead.empty(today));
            begins = insert.executeUpdate() > 0;
        }
        LogHead head = head(connection, id, "for update").orElseThrow();
        return begins ? adopt(connection, id, head, limit) : head;
    }

    /** Takes over what the release before stored of a log. */
    private static LogHead adopt(Connection connection, BuildId id, LogHead empty, LogLimit limit)
            throws SQLException {
        LogHead head = empty;
        Optional<Boolean> complete = LineRows.complete(connection, id);
        if (complete.isPresent()) {
            try (LineRows rows = LineRows.of(connection, id)) {
                for (List<LogLine> lines = rows.next(); !lines.isEmpty(); lines = rows.next()) {
                    head = grow(connection, id, head, lines, false, limit);
                }
            }
            head = grow(connection, id, head, List.of(), complete.get(), limit);
        }
        return head;
    }

    private static LogHead grow(
            Connection connection,
            BuildId id,
            LogHead head,
            List<LogLine> given,
            boolean last,
            LogLimit limit)
            throws SQLException {
        List<LogLine> storable = given.stream().map(LogRows::storable).toList();
        List<LogLine> fresh =
                head.fresh(storable, stored(connection, id, head, head.doubtful(storable)));
        if (fresh.isEmpty() && (head.complete() || !last)) {
            return head;
        }
        LogChunk small = head.small(fresh);
        boolean packs = head.packs(small, last);
        LogChunk chunk = packs ? pack(connection, id, head, small) : small;
        LogHead grown = head.with(chunk, packs, last);
        if (packs && limit.exceededBy(grown.bytes())) {
            grown = grown.cutUntil(cut(connection, id, grown, limit));
        }
        if (chunk.lines().isEmpty()) {
            update(connection, id, grown);
        } else {
            insertAndUpdate(connection, id, grown, chunk);
        }
        return grown;
    }

    private static LogLine storable(LogLine line) {
        return line.text().indexOf('\0') < 0
                        && line.pod().indexOf('\0') < 0
                        && line.container().indexOf('\0') < 0
                ? line
                : new LogLine(
                        Text.storable(line.pod()),
                        Text.storable(line.container()),
                        line.time(),
                        line.ordinal(),
                        line.kind(),
                        Text.storable(line.text()));
    }

    /** Which of some lines are stored, by the chunks that may have a line of such a time. */
    private static Set<LineId> stored(
            Connection connection, BuildId id, LogHead head, List<LogLine> doubtful)
            throws SQLException {
        Set<LineId> stored = new HashSet<>();
        if (doubtful.isEmpty()) {
            return stored;
        }
        Set<LineId> wanted = doubtful.stream().map(LineId::of).collect(toSet());
        LogChunk range = head.small(doubtful);
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select packed from status.log_chunk
                        where day = ? and build_id = ? and newest >= ? and oldest <= ?
                        """)) {
            select.setFetchSize(PART_CHUNKS);
            select.setObject(1, head.day());
            select.setObject(2, id.value());
            select.setLong(3, range.oldest());
            select.setLong(4, range.newest());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LogCodec.unpack(row.getBytes(1)).stream()
                            .map(LineId::of)
                            .filter(wanted::contains)
                            .forEach(stored::add);
                }
            }
        }
        return stored;
    }

    /** Deletes the small chunks; answers what takes their place. */
    private static LogChunk pack(Connection connection, BuildId id, LogHead head, LogChunk small)
            throws SQLException {
        if (head.lines() == head.packedLines()) {
            return small;
        }
        List<LogLine> lines = new ArrayList<>();
        try (PreparedStatement take =
                connection.prepareStatement(
                        """
                        with taken as (
                            delete from status.log_chunk
                            where day = ? and build_id = ? and last > ? returning last, packed)
                        select packed from taken order by last
                        """)) {
            take.setObject(1, head.day());
            take.setObject(2, id.value());
            take.setLong(3, head.packedLines());
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    lines.addAll(LogCodec.unpack(row.getBytes(1)));
                }
            }
        }
        lines.addAll(small.lines());
        return head.packed(lines);
    }

    /** Both in one statement, since each is a way to the server and back while others wait. */
    private static void insertAndUpdate(
            Connection connection, BuildId id, LogHead head, LogChunk chunk) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "with updated as (%s) %s"
                                .formatted(
                                        UPDATE,
                                        """
                                        insert into status.log_chunk (day, build_id, last, lines,
                                            ends, bytes, oldest, newest, packed)
                                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                        """))) {
            set(insert, 1, head);
            insert.setObject(9, id.value());
            insert.setObject(10, head.day());
            insert.setObject(11, id.value());
            insert.setLong(12, chunk.last());
            insert.setInt(13, chunk.lines().size());
            insert.setLong(14, chunk.ends());
            insert.setLong(15, chunk.bytes());
            insert.setLong(16, chunk.oldest());
            insert.setLong(17, chunk.newest());
            insert.setBytes(18, LogCodec.pack(chunk.lines()));
            insert.executeUpdate();
        }
    }

    /** Cuts the middle of a log; answers the latest time of a line that was cut now. */
    private static long cut(Connection connection, BuildId id, LogHead head, LogLimit limit)
            throws SQLException {
        try (PreparedStatement cut =
                connection.prepareStatement(
                        """
                        with cut as (
                            delete from status.log_chunk
                            where day = ? and build_id = ? and ends - bytes >= ? and ends <= ?
                            returning newest)
                        select coalesce(max(newest), ?) from cut
                        """)) {
            cut.setObject(1, head.day());
            cut.setObject(2, id.value());
            cut.setLong(3, limit.cutFrom());
            cut.setLong(4, limit.cutTo(head.bytes()));
            cut.setLong(5, Long.MIN_VALUE);
            try (ResultSet row = cut.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void update(Connection connection, BuildId id, LogHead head)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            set(update, 1, head);
            update.setObject(9, id.value());
            update.executeUpdate();
        }
    }

    /** Sets eight parameters. */
    private static void set(PreparedStatement statement, int first, LogHead head)
            throws SQLException {
        statement.setObject(first, head.day());
        statement.setLong(first + 1, head.lines());
        statement.setLong(first + 2, head.bytes());
        statement.setLong(first + 3, head.packedLines());
        statement.setLong(first + 4, head.packedBytes());
        statement.setLong(first + 5, head.newest());
        statement.setLong(first + 6, head.newestCut());
        statement.setBoolean(first + 7, head.complete());
    }

    private static Optional<LogHead> head(Connection connection, BuildId id, String lock)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select day, lines, bytes, packed_lines, packed_bytes, newest, newest_cut,
                            complete
                        from status.stored_log where build_id = ? %s
                        """
                                .formatted(lock))) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new LogHead(
                                        row.getObject("day", LocalDate.class),
                                        row.getLong("lines"),
                                        row.getLong("bytes"),
                                        row.getLong("packed_lines"),
                                        row.getLong("packed_bytes"),
                                        row.getLong("newest"),
                                        row.getLong("newest_cut"),
                                        row.getBoolean("complete")))
                        : Optional.empty();
            }
        }
    }

    /** When the logs of a day were dropped; empty where they were not. */
    private static Optional<Instant> droppedAt(Connection connection, LocalDate day)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select dropped_at from status.dropped_log_day where day = ?")) {
            select.setObject(1, day);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    /** Until when a log was kept; empty where it still is, or where there is none yet. */
    static Optional<Instant> keptUntil(Connection connection, BuildId id) throws SQLException {
        Optional<LogHead> head = head(connection, id, "");
        return head.isPresent() ? droppedAt(connection, head.get().day()) : Optional.empty();
    }

    /**
     * The lines after a place, 0 being the beginning, as many as make a part.
     *
     * @param today the day of a log that the release before stored
     */
    static LogPart after(
            Connection connection, BuildId id, long place, LocalDate today, LogLimit limit)
            throws SQLException {
        // This query comes first: a log that is complete now has no line that the next one misses.
        Optional<LogHead> head = head(connection, id, "");
        if (head.isPresent()) {
            return after(connection, id, head.get(), place);
        }
        return LineRows.complete(connection, id).isPresent()
                ? after(connection, id, lock(connection, id, today, limit), place)
                : new LogPart(List.of(), false, false);
    }

    private static LogPart after(Connection connection, BuildId id, LogHead head, long place)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select last, lines, ends - bytes, packed from status.log_chunk
                        where day = ? and build_id = ? and last > ? order by last limit ?
                        """)) {
            select.setObject(1, head.day());
            select.setObject(2, id.value());
            select.setLong(3, place);
            select.setInt(4, PART_CHUNKS);
            try (ResultSet row = select.executeQuery()) {
                List<StoredLine> lines = new ArrayList<>();
                long next = place + 1;
                int chunks = 0;
                while (lines.size() < PART_LINES && row.next()) {
                    List<LogLine> unpacked = LogCodec.unpack(row.getBytes(4));
                    long first = row.getLong(1) - row.getInt(2) + 1;
                    if (first > next) {
                        lines.add(gap(connection, id, head, first, row.getLong(3), unpacked));
                        next = first;
                    }
                    for (LogLine line : unpacked.subList((int) (next - first), unpacked.size())) {
                        lines.add(new StoredLine(next, line));
                        next++;
                    }
                    chunks++;
                }
                boolean more = chunks == PART_CHUNKS || lines.size() >= PART_LINES;
                return new LogPart(lines, more, head.complete());
            }
        }
    }

    /**
     * A line in place of those that were cut, at the place of the last of them.
     *
     * @param first the number of the first line after it
     * @param begins how many bytes of text the log has until there
     * @param after the lines after it
     */
    private static StoredLine gap(
            Connection connection,
            BuildId id,
            LogHead head,
            long first,
            long begins,
            List<LogLine> after)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select last, ends from status.log_chunk
                        where day = ? and build_id = ? and last < ? order by last desc limit 1
                        """)) {
            select.setObject(1, head.day());
            select.setObject(2, id.value());
            select.setLong(3, first);
            try (ResultSet row = select.executeQuery()) {
                // The first chunk is never cut
                row.next();
                return LogLimit.gap(
                        first - 1,
                        first - 1 - row.getLong(1),
                        begins - row.getLong(2),
                        after.getFirst());
            }
        }
    }
}
