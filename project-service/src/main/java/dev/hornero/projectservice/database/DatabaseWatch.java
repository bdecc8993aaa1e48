// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks the database for a sign of life, so that callers are refused at once while it gives none,
 * and one line in the log reports an outage. For one thread.
 */
final class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);
    private static final int PATIENCE_SECONDS = 2;

    private final AgroalDataSource database;
    private Optional<Connection> connection = Optional.empty();
    private Optional<Instant> awaySince = Optional.empty();

    DatabaseWatch(AgroalDataSource database) {
        this.database = database;
    }

    /** Whether it answers; may take some seconds. */
    boolean answers() {
        boolean answers = answersOnTheOldConnection() || answersOnANewConnection();
        if (!answers && awaySince.isEmpty()) {
            awaySince = Optional.of(Instant.now());
            LOG.warn("The database does not answer; until it does, requests are answered by 503");
        } else if (answers && awaySince.isPresent()) {
            LOG.infof(
                    "The database answers again after seconds=%d",
                    Duration.between(awaySince.get(), Instant.now()).toSeconds());
            awaySince = Optional.empty();
        }
        return answers;
    }

    private boolean answersOnTheOldConnection() {
        if (connection.isEmpty()) {
            return false;
        }
        if (isValid(connection.get())) {
            return true;
        }
        close();
        // A caller that takes one of those that lie idle would wait for each of them in turn.
        database.flush(AgroalDataSource.FlushMode.IDLE);
        return false;
    }

    private boolean answersOnANewConnection() {
        try {
            connection = Optional.of(database.getConnection());
            if (isValid(connection.get())) {
                return true;
            }
        } catch (SQLException e) {
            LOG.debugf("The database takes no connection reason=%s", e);
        }
        close();
        return false;
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            LOG.debugf("The database gives no sign of life reason=%s", e);
            return false;
        }
    }

    void close() {
        connection.ifPresent(open -> {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debugf("A connection could not be closed reason=%s", e);
            }
        });
        connection = Optional.empty();
    }
}
