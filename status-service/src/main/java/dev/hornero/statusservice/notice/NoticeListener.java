// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import dev.hornero.messaging.ServiceLifecycle;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Listens on a connection of its own, and on a new one whenever that breaks. */
@Singleton
final class NoticeListener {
    private static final Logger LOG = Logger.getLogger(NoticeListener.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int WAIT_MILLIS = 500;

    private final DataSource connections;
    private final Changes changes;
    private final ServiceLifecycle lifecycle;

    /** Known to the listening thread only. */
    private boolean away;

    NoticeListener(DataSource connections, Changes changes, ServiceLifecycle lifecycle) {
        this.connections = connections;
        this.changes = changes;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("notices", this::listenUntilShutdown);
    }

    private void listenUntilShutdown() throws InterruptedException {
        do {
            try (Connection connection = connections.getConnection()) {
                listen(connection);
            } catch (SQLException e) {
                if (!away) {
                    LOG.warnf("Notices cannot be received for now reason=%s", e.getMessage());
                }
                away = true;
            } catch (RuntimeException e) {
                // Of a watcher, most likely; the others and the next notice are not to blame
                LOG.error("Listening for notices again after a fault", e);
            }
        } while (!lifecycle.stopsWithin(RETRY));
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement listen = connection.createStatement()) {
            listen.execute("listen " + Notices.CHANNEL);
        }
        away = false;
        changes.publishMissed();
        Notices notices = new Notices(changes);
        PGConnection channel = connection.unwrap(PGConnection.class);
        while (!lifecycle.isStopping()) {
            PGNotification[] received = channel.getNotifications(WAIT_MILLIS);
            if (received != null) {
                for (PGNotification notice : received) {
                    notices.receive(notice.getParameter());
                }
            }
        }
    }
}
