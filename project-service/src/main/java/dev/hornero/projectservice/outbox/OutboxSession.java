// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The outbox's table as the one relay that leads sees it. The connection holds an advisory lock for
 * as long as it lives, and no transaction: each statement is one of its own.
 */
final class OutboxSession implements AutoCloseable {
    /** Any number that nothing else locks. */
    private static final long LOCK = 0x686f726e65726fL;

    /** A relay that is cut off, its machine or network gone, loses the lead after it. */
    private static final String LONGEST_SILENCE = "set idle_session_timeout = '30s'";

    private static final String READ =
            """
            select id, topic, event_key, headers, payload, build from (
                select *, sum(coalesce(octet_length(payload), 0)) over (order by id) as total
                from (
                    select id, topic, event_key, headers::text as headers, payload, build
                    from outbox o
                    where topic || ' ' || event_key <> all (?)
                    and (topic || ' ' || event_key <> all (?)
                        or id = (
                            select min(id) from outbox f
                            where f.topic = o.topic and f.event_key = o.event_key))
                    order by id limit ?
                ) waiting
            ) summed
            where total <= ? or total = coalesce(octet_length(payload), 0)
            order by id
            """;

    private final Connection connection;

    private OutboxSession(Connection connection) {
        this.connection = connection;
    }

    /** The lead; empty while another relay has it. */
    static Optional<OutboxSession> open(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            if (lock(connection)) {
                execute(connection, LONGEST_SILENCE);
                return Optional.of(new OutboxSession(connection));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The oldest records that may go, in their order. */
    List<OutgoingRecord> read(SendSchedule.Reading wanted) throws SQLException {
        List<OutgoingRecord> records = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("text", wanted.closed().toArray()));
            select.setArray(2, connection.createArrayOf("text", wanted.heads().toArray()));
            select.setInt(3, wanted.records());
            select.setLong(4, wanted.bytes());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    records.add(
                            new OutgoingRecord(
                                    rows.getLong(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    Optional.ofNullable(rows.getString(5)),
                                    Optional.ofNullable(rows.getObject(6, UUID.class))));
                }
            }
        }
        return records;
    }

    /** Takes records out of the table. */
    void confirm(List<Long> ids) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }

    /** Gives the lead back, and the connection to its pool as it was. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            execute(connection, "select pg_advisory_unlock_all()");
            execute(connection, "reset idle_session_timeout");
        }
    }
}
