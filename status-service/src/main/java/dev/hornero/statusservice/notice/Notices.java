// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import dev.hornero.events.BuildId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What goes over the database's notification channel when the transaction commits. Notices come in
 * the order of commits. Before a build's notice goes the position of that moment: the transactions
 * before it have ended, so their notices have come earlier.
 */
public final class Notices {
    /**
     * The position of this moment, as an expression of SQL; the text that {@link
     * ChangePosition#read} takes.
     */
    public static final String POSITION =
            "(select active || '-' || pg_snapshot_xmin(pg_current_snapshot()) from"
                    + " status.read_model)";

    static final String CHANNEL = "hornero_status";
    private static final String BUILD = "build ";
    private static final String LOG = "log ";
    private static final String AT = "at ";
    private static final String ALL = "all";

    private final Changes changes;
    private Optional<ChangePosition> position = Optional.empty();

    /** Of one connection that listens. */
    Notices(Changes changes) {
        this.changes = changes;
    }

    /** Notifies every instance of a build, once for each transaction however often it is called. */
    public static void buildChanged(Connection connection, BuildId id) throws SQLException {
        try (PreparedStatement notify =
                connection.prepareStatement(
                        "select pg_notify(?, '" + AT + "' || " + POSITION + ")")) {
            notify.setString(1, CHANNEL);
            notify.execute();
        }
        send(connection, BUILD + id);
    }

    /** Notifies every instance that a log has more lines, or is complete. */
    public static void logGrew(Connection connection, BuildId id) throws SQLException {
        send(connection, LOG + id);
    }

    /** Notifies every instance that what it read before may be old. */
    public static void allChanged(Connection connection) throws SQLException {
        send(connection, ALL);
    }

    private static void send(Connection connection, String notice) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, notice);
            notify.execute();
        }
    }

    /** Hands on what was sent; what another version of this service may say is passed over. */
    void receive(String notice) {
        if (notice.equals(ALL)) {
            changes.publishMissed();
        } else if (notice.startsWith(AT)) {
            // An earlier position that stays in place only sends a client something twice
            position = ChangePosition.read(notice.substring(AT.length())).or(() -> position);
        } else if (notice.startsWith(BUILD)) {
            id(notice, BUILD).ifPresent(id -> changes.publish(new Change.OfBuild(id, position)));
        } else if (notice.startsWith(LOG)) {
            id(notice, LOG).ifPresent(id -> changes.publish(new Change.OfLog(id)));
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
