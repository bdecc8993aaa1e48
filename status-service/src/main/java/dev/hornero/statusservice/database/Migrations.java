// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import dev.hornero.messaging.ServiceLifecycle;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String READ_MODEL_PREFIX = "G";

    private final Instance<Flyway> flyway;
    private final DataSource connections;
    private final ServiceLifecycle lifecycle;
    private volatile boolean done;

    /** Whether a failure is in the log; of the migrating thread alone. */
    private boolean logged;

    Migrations(
            @FlywayDataSource(ReadModels.PATIENT) Instance<Flyway> flyway,
            DataSource connections,
            ServiceLifecycle lifecycle) {
        this.flyway = flyway;
        this.connections = connections;
        this.lifecycle = lifecycle;
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
        lifecycle.start("migrations", () -> lifecycle.retry(RETRY, this::migrates));
    }

    private boolean migrates() {
        try {
            migrate();
            done = true;
            if (logged) {
                LOG.info("Tables are there now");
            }
            return true;
        } catch (SQLException | FlywayException e) {
            if (!logged) {
                LOG.warnf("Tables could not be made yet reason=%s", e.getMessage());
                logged = true;
            }
            return false;
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
