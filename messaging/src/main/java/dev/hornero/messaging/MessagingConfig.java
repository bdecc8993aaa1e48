// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How a service takes part in the messaging. */
@ConfigMapping(prefix = "hornero.messaging")
public interface MessagingConfig {
    /** The service's name; the source of its events. */
    String service();

    /** The consumer group; each cluster's orchestrator has its own. */
    String group();

    /**
     * A name that no other running instance of the service has and that this one keeps when it is
     * started again, such as a StatefulSet's pod name; absent where there is none. With it a killed
     * instance reads on as soon as it is back.
     */
    Optional<String> instance();

    /** The topics that a service needs and finds missing. */
    Topics topics();

    /** How long and how often a delivery is tried. */
    Retry retry();

    /**
     * Whether the service is ready while its broker is away: so is one that keeps what it is asked
     * for until it can publish it.
     */
    @WithDefault("false")
    boolean readyWithoutBroker();

    /** Topic creation. */
    interface Topics {
        /** Off where topics are made by other means, such as an operator. */
        @WithDefault("true")
        boolean create();

        /** Of each topic that is created. */
        @WithDefault("6")
        int partitions();

        /** Of the broker's default if absent, see {@code default.replication.factor}. */
        @WithDefault("-1")
        short replicationFactor();
    }

    /** Retries of a delivery. What is known to pass is retried until it does. */
    interface Retry {
        /** The first wait before a failed record is tried again; it doubles. */
        @WithDefault("100ms")
        Duration firstDelay();

        /** The longest wait before a failed record is tried again. */
        @WithDefault("10s")
        Duration longestDelay();

        /** Attempts for a failure that is not known to pass; then the record is a dead letter. */
        @WithDefault("5")
        int attempts();
    }
}
