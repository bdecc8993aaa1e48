// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SchemaValidationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final int RETRY_SECONDS = 1;

    private final Flyway flyway;
    private final EntityManagerFactory mapping;
    private final DatabaseWatch watch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition becameReady = lock.newCondition();
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private volatile boolean ready;

    FlywaySchema(Flyway flyway, EntityManagerFactory mapping, AgroalDataSource database) {
        this.flyway = flyway;
        this.mapping = mapping;
        this.watch = new DatabaseWatch(database);
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("schema").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
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

    private void run() {
        try {
            if (migrateUntilDone()) {
                while (!shutdown.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    enter(watch.answers());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
        }
    }

    /** Whether the service may go on. */
    private boolean migrateUntilDone() throws InterruptedException {
        String logged = "";
        do {
            try {
                flyway.migrate();
                mapping.getSchemaManager().validate();
                enter(true);
                LOG.info("Schema is ready");
                return true;
            } catch (SchemaValidationException e) {
                LOG.error("The schema is not the one that this version needs", e);
                return false;
            } catch (FlywayException | PersistenceException e) {
                String reason = firstLine(e);
                if (!reason.equals(logged)) {
                    LOG.warnf("Schema cannot be migrated yet reason=%s", reason);
                }
                logged = reason;
            }
        } while (!shutdown.await(RETRY_SECONDS, TimeUnit.SECONDS));
        return false;
    }

    /** Flyway's messages go on for lines. */
    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
