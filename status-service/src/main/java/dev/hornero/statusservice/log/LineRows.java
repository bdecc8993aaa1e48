// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import dev.hornero.statusservice.database.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a log as the release before stored them, in {@code build_log} and {@code log_line}.
 * They are only read: a log becomes chunks when it is first read or grows.
 */
final class LineRows implements AutoCloseable {
    private static final int BATCH = 500;

    private final PreparedStatement select;
    private final ResultSet row;

    private LineRows(PreparedStatement select) throws SQLException {
        this.select = select;
        this.row = select.executeQuery();
    }

    /** Whether a log is complete; empty where the release before stored nothing of it. */
    static Optional<Boolean> complete(Connection connection, BuildId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select complete from status.build_log where build_id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }

    static LineRows of(Connection connection, BuildId id) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement(
                        """
                        select pod, container, time, ordinal, gap, text from status.log_line
                        where build_id = ? order by number
                        """);
        select.setFetchSize(BATCH);
        select.setObject(1, id.value());
        return new LineRows(select);
    }

    /** The next lines; none after the last. */
    List<LogLine> next() throws SQLException {
        List<LogLine> lines = new ArrayList<>();
        while (lines.size() < BATCH && row.next()) {
            lines.add(
                    new LogLine(
                            row.getString("pod"),
                            row.getString("container"),
                            Text.time(row.getString("time")),
                            row.getInt("ordinal"),
                            Code.of(row.getBoolean("gap") ? LogLine.Kind.GAP : LogLine.Kind.OUTPUT),
                            row.getString("text")));
        }
        return lines;
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
