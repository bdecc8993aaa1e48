// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.projectservice.database.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes the first admin as soon as the database is there. */
@Singleton
class BootstrapKey {
    private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
    private static final int SHORTEST = 16;
    private static final int RETRY_SECONDS = 1;

    private final ApiKeyConfig config;
    private final ApiKeyCommands commands;
    private final Schema schema;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    BootstrapKey(ApiKeyConfig config, ApiKeyCommands commands, Schema schema) {
        this.config = config;
        this.commands = commands;
        this.schema = schema;
    }

    void start(@Observes StartupEvent event) {
        config.bootstrap()
                .ifPresent(key -> {
                    if (key.length() < SHORTEST) {
                        throw new IllegalArgumentException(
                                "HORNERO_BOOTSTRAP_KEY must have at least "
                                        + SHORTEST
                                        + " characters");
                    }
                    Thread.ofVirtual().name("bootstrap-key").start(() -> ensureUntilDone(key));
                });
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    private void ensureUntilDone(String key) {
        try {
            schema.awaitReady();
            do {
                try {
                    commands.ensureBootstrap(key);
                    return;
                } catch (RuntimeException e) {
                    LOG.warn("The first admin could not be made yet", e);
                }
            } while (!shutdown.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
