// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.delivery.Deliveries;
import dev.hornero.statusservice.database.Database;
import dev.hornero.statusservice.database.Text;
import dev.hornero.statusservice.notice.Notices;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The stored logs, in the tables {@code build_log} and {@code log_line}. A line is stored once, by
 * its identity (pod, container, time, ordinal), and keeps its place. Places follow the order of
 * arrival, so a reader that goes on from a place misses no line.
 */
@Singleton
class LogStore {
    private final Deliveries deliveries;
    private final Database database;

    LogStore(Deliveries deliveries, Database database) {
        this.deliveries = deliveries;
        this.database = database;
    }

    @Incoming("build-logs")
    @RunOnVirtualThread
    void on(ConsumerRecord<String, byte[]> given) throws InterruptedException {
        deliveries.deliver(given, BuildLogAppended.class, envelope -> append(envelope.event()));
    }

    private void append(BuildLogAppended event) {
        database.transaction(connection -> {
            BuildId id = event.build().id();
            Head head = lock(connection, id);
            int added = insert(connection, id, head.lines(), event.lines());
            if (added > 0 || (event.last() && !head.complete())) {
                advance(connection, id, event);
                Notices.logGrew(connection, id);
            }
            return added;
        });
    }

    /** What is known of a log as a whole; while it is locked no other writer adds lines. */
    private record Head(long lines, boolean complete) {}

    private static Head lock(Connection connection, BuildId id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into status.build_log (build_id) values (?)
                        on conflict (build_id) do nothing
                        """)) {
            insert.setObject(1, id.value());
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select lines, complete from status.build_log
                        where build_id = ? for update
                        """)) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Head(row.getLong(1), row.getBoolean(2));
            }
        }
    }

    private static int insert(Connection connection, BuildId id, long before, List<LogLine> lines)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into status.log_line
                            (build_id, number, pod, container, time, ordinal, gap, text)
                        select ?, ? + nth, pod, container, time, ordinal, gap, text
                        from unnest(?, ?, ?, ?, ?, ?) with ordinality
                            as line (pod, container, time, ordinal, gap, text, nth)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, id.value());
            insert.setLong(2, before);
            insert.setArray(3, array(connection, "text", lines, l -> Text.storable(l.pod())));
            insert.setArray(4, array(connection, "text", lines, l -> Text.storable(l.container())));
            insert.setArray(5, array(connection, "text", lines, l -> Text.of(l.time())));
            insert.setArray(6, array(connection, "int4", lines, LogLine::ordinal));
            insert.setArray(
                    7, array(connection, "bool", lines, l -> l.kind().is(LogLine.Kind.GAP)));
            insert.setArray(8, array(connection, "text", lines, l -> Text.storable(l.text())));
            return insert.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection,
            String type,
            List<LogLine> lines,
            Function<LogLine, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, lines.stream().map(value).toArray());
    }

    private static void advance(Connection connection, BuildId id, BuildLogAppended event)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update status.build_log
                        set lines = lines + ?, complete = complete or ? where build_id = ?
                        """)) {
            update.setLong(1, event.lines().size());
            update.setBoolean(2, event.last());
            update.setObject(3, id.value());
            update.executeUpdate();
        }
    }

    /** The lines after a place, 0 being the beginning, at most {@code limit}. */
    LogPart after(BuildId id, long place, int limit) {
        return database.transaction(connection -> {
            // This query comes first: a log that is complete now has no line that the next one
            // misses.
            boolean last = complete(connection, id);
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            select number, time, container, gap, text from status.log_line
                            where build_id = ? and number > ? order by number limit ?
                            """)) {
                select.setObject(1, id.value());
                select.setLong(2, place);
                select.setInt(3, limit);
                return new LogPart(lines(select), last);
            }
        });
    }

    private static boolean complete(Connection connection, BuildId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select from status.build_log where build_id = ? and complete")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static List<StoredLine> lines(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<StoredLine> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(
                        new StoredLine(
                                row.getLong("number"),
                                Text.time(row.getString("time")),
                                row.getString("container"),
                                row.getBoolean("gap"),
                                row.getString("text")));
            }
            return lines;
        }
    }
}
