// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.health;

import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.delivery.DeliveryMeters;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A service is ready only while its broker answers, unless it can work without; then this only says
 * so, and while no channel stands. It asks the broker itself: the channels' own check is content
 * with one that was never there, and Quarkus's waits longer than who asks for readiness does.
 */
@Readiness
@Singleton
final class BrokerReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A record that is tried for longer holds up those behind it: its channel stands. */
    private static final Duration STANDING = Duration.ofMinutes(1);

    private final Admin admin;
    private final boolean readyWithoutBroker;
    private final DeliveryMeters meters;

    @Inject
    BrokerReadiness(KafkaClients clients, MessagingConfig config, DeliveryMeters meters) {
        this(clients, config.readyWithoutBroker(), meters);
    }

    BrokerReadiness(KafkaClients clients, boolean readyWithoutBroker, DeliveryMeters meters) {
        this.readyWithoutBroker = readyWithoutBroker;
        this.meters = meters;
        int patience = (int) PATIENCE.toMillis();
        admin =
                clients.admin(
                        Map.of(
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience));
    }

    @Override
    public HealthCheckResponse call() {
        boolean answers = answers();
        Duration retryAge = meters.retryAge();
        return HealthCheckResponse.named("broker")
                .status(readyWithoutBroker || (answers && retryAge.compareTo(STANDING) < 0))
                .withData("answers", answers)
                .withData("retrySeconds", retryAge.toSeconds())
                .build();
    }

    private boolean answers() {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        admin.close(PATIENCE);
    }
}
