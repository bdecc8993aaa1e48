// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream.postgres;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.stream.Change;
import dev.hornero.statusservice.stream.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** What goes over the database's notification channel when the transaction commits. */
public final class Notices {
    static final String CHANNEL = "hornero_status";
    private static final String BUILD = "build ";
    private static final String LOG = "log ";
    private static final String ALL = "all";

    private Notices() {}

    /** Tells every instance, once for each transaction however often it is called. */
    public static void send(Connection connection, Change change) throws SQLException {
        send(connection, write(change));
    }

    private static void send(Connection connection, String notice) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, notice);
            notify.execute();
        }
    }

    /** Tells every instance that whatever was read before may be old. */
    public static void sendAllIsNew(Connection connection) throws SQLException {
        send(connection, ALL);
    }

    private static String write(Change change) {
        return switch (change) {
            case Change.OfBuild(BuildId id) -> BUILD + id.toString();
            case Change.OfLog(BuildId id) -> LOG + id.toString();
        };
    }

    /** Hands on what was sent; what another version of this service may say is passed over. */
    static void hear(String notice, Changes changes) {
        if (notice.equals(ALL)) {
            changes.tellMissed();
        } else if (notice.startsWith(BUILD)) {
            id(notice, BUILD).ifPresent(id -> changes.tell(new Change.OfBuild(id)));
        } else if (notice.startsWith(LOG)) {
            id(notice, LOG).ifPresent(id -> changes.tell(new Change.OfLog(id)));
        }
    }

    private static Optional<BuildId> id(String notice, String kind) {
        try {
            return Optional.of(BuildId.of(notice.substring(kind.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
