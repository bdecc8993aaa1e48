// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream.postgres;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.stream.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What goes over the database's notification channel when the transaction commits. */
public final class Notices {
    static final String CHANNEL = "hornero_status";
    private static final char BUILD = 'b';
    private static final char LOG = 'l';

    private Notices() {}

    /** Tells every instance, once for each transaction however often it is called. */
    public static void send(Connection connection, Change change) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, write(change));
            notify.execute();
        }
    }

    static String write(Change change) {
        return switch (change) {
            case Change.OfBuild(BuildId id) -> BUILD + id.toString();
            case Change.OfLog(BuildId id) -> LOG + id.toString();
        };
    }

    /** Reads what {@link #write} wrote. */
    static Change read(String notice) {
        BuildId id = BuildId.of(notice.substring(1));
        return switch (notice.charAt(0)) {
            case BUILD -> new Change.OfBuild(id);
            case LOG -> new Change.OfLog(id);
            default -> throw new IllegalArgumentException("no notice of ours: " + notice);
        };
    }
}
