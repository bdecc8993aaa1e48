// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.apikey;

import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.projectservice.database.Schema;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Makes the first admin as soon as the database is there. */
@Singleton
class BootstrapKey {
    private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
    private static final int SHORTEST = 16;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ApiKeyConfig config;
    private final ApiKeyCommands commands;
    private final Schema schema;
    private final ServiceLifecycle lifecycle;

    BootstrapKey(
            ApiKeyConfig config,
            ApiKeyCommands commands,
            Schema schema,
            ServiceLifecycle lifecycle) {
        this.config = config;
        this.commands = commands;
        this.schema = schema;
        this.lifecycle = lifecycle;
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
                    lifecycle.start("bootstrap-key", () -> ensureUntilDone(key));
                });
    }

    private void ensureUntilDone(String key) throws InterruptedException {
        schema.awaitReady();
        lifecycle.retry(RETRY, () -> ensures(key));
    }

    private boolean ensures(String key) {
        try {
            commands.ensureBootstrap(key);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The first admin could not be made yet", e);
            return false;
        }
    }
}
