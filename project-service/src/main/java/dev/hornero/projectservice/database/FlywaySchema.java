// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.messaging.ServiceLifecycle;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SchemaValidationException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Migrates in the background until the database takes it, then lets Hibernate validate its mapping
 * against the outcome, and watches from then on whether the database answers. A mapping that does
 * not fit is never ready.
 */
@Singleton
class FlywaySchema implements Schema {
    private static final Logger LOG = Logger.getLogger(FlywaySchema.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final EntityManagerFactory mapping;
    private final DatabaseWatch watch;
    private final ServiceLifecycle lifecycle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition becameReady = lock.newCondition();
    private volatile boolean ready;

    /** Why the last attempt failed; of the migrating thread alone. */
    private String logged = "";

    FlywaySchema(
            Flyway flyway,
            EntityManagerFactory mapping,
            AgroalDataSource database,
            ServiceLifecycle lifecycle) {
        this.flyway = flyway;
        this.mapping = mapping;
        this.watch = new DatabaseWatch(database);
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("schema", this::run);
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void awaitReady() throws InterruptedException {
        lock.lock();
        try {
            while (!ready) {
                becameReady.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter(boolean nowReady) {
        lock.lock();
        try {
            ready = nowReady;
            becameReady.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        try {
            if (lifecycle.retry(RETRY, this::migrates) && ready) {
                while (!lifecycle.stopsWithin(RETRY)) {
                    enter(watch.answers());
                }
            }
        } finally {
            watch.close();
        }
    }

    /** Whether there is nothing to try again: the schema is ready or never will be. */
    private boolean migrates() {
        try {
            flyway.migrate();
            mapping.getSchemaManager().validate();
            enter(true);
            LOG.info("Schema is ready");
            return true;
        } catch (SchemaValidationException e) {
            LOG.error("The schema is not the one that this version needs", e);
            return true;
        } catch (FlywayException | PersistenceException e) {
            String reason = firstLine(e);
            if (!reason.equals(logged)) {
                LOG.warnf("Schema cannot be migrated yet reason=%s", reason);
            }
            logged = reason;
            return false;
        }
    }

    /** Flyway's messages go on for lines. */
    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
