// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.schema.postgres;

import dev.hornero.projectservice.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SchemaValidationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Migrates in the background until the database takes it, then lets Hibernate validate its mapping
 * against the outcome. A mapping that does not fit is never ready.
 */
@Singleton
class FlywaySchema implements Schema {
    private static final Logger LOG = Logger.getLogger(FlywaySchema.class);
    private static final int RETRY_SECONDS = 1;

    private final Flyway flyway;
    private final EntityManagerFactory mapping;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch shutdown = new CountDownLatch(1);

    FlywaySchema(Flyway flyway, EntityManagerFactory mapping) {
        this.flyway = flyway;
        this.mapping = mapping;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("schema").start(this::migrateUntilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    @Override
    public boolean isReady() {
        return ready.getCount() == 0;
    }

    @Override
    public void awaitReady() throws InterruptedException {
        ready.await();
    }

    /** Flyway's messages go on for lines. */
    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void migrateUntilDone() {
        try {
            do {
                try {
                    flyway.migrate();
                    mapping.getSchemaManager().validate();
                    ready.countDown();
                    LOG.info("Schema is ready");
                    return;
                } catch (FlywayException | PersistenceException e) {
                    LOG.warnf("Schema cannot be migrated yet reason=%s", firstLine(e));
                }
            } while (!shutdown.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (SchemaValidationException e) {
            LOG.error("The schema is not the one that this version needs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
