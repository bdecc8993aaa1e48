// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the tables to this version, in the background and for as long as it takes: a service
 * starts without its database.
 */
@Singleton
final class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final int RETRY_SECONDS = 1;
    private static final String READ_MODEL_PREFIX = "G";

    private final Instance<Flyway> flyway;
    private final DataSource connections;
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private volatile boolean done;

    Migrations(
            @FlywayDataSource(ReadModels.PATIENT) Instance<Flyway> flyway, DataSource connections) {
        this.flyway = flyway;
        this.connections = connections;
    }

    /** The schema of a read model. */
    static String schema(int readModel) {
        return "status_read_" + readModel;
    }

    /** Whether the tables are there. */
    boolean done() {
        return done;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("migrations").start(this::migrateUntilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    private void migrateUntilDone() {
        boolean logged = false;
        try {
            do {
                try {
                    migrate();
                    done = true;
                    if (logged) {
                        LOG.info("Tables are there now");
                    }
                    return;
                } catch (SQLException | FlywayException e) {
                    if (!logged) {
                        LOG.warnf("Tables could not be made yet reason=%s", e.getMessage());
                        logged = true;
                    }
                }
            } while (!shutdown.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void migrate() throws SQLException {
        flyway.get().migrate();
        for (int readModel : readModels()) {
            makeReadModel(readModel);
        }
    }

    private List<Integer> readModels() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return ReadModels.choose(connection);
        }
    }

    /** Makes or updates the schema of a read model. */
    void makeReadModel(int number) {
        Flyway.configure(Migrations.class.getClassLoader())
                .configuration(flyway.get().getConfiguration())
                .sqlMigrationPrefix(READ_MODEL_PREFIX)
                .schemas(schema(number))
                .defaultSchema(schema(number))
                .load()
                .migrate();
    }
}
