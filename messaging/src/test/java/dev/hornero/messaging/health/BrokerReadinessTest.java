// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.delivery.DeliveryMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** With a broker that takes connections and answers nothing, as one that is stopped does. */
class BrokerReadinessTest {
    @Test
    void aServiceThatNeedsTheBrokerIsNotReadyWhileItStands() throws IOException {
        HealthCheckResponse response = whileTheBrokerStands(false);

        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsEntry("answers", false);
    }

    @Test
    void aServiceThatCanWorkWithoutItStaysReadyAndReportsIt() throws IOException {
        HealthCheckResponse response = whileTheBrokerStands(true);

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow()).containsEntry("answers", false);
    }

    private static HealthCheckResponse whileTheBrokerStands(boolean readyWithoutBroker)
            throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            BrokerReadiness readiness =
                    new BrokerReadiness(
                            new KafkaClients(
                                    Map.of(
                                            "bootstrap.servers",
                                            "127.0.0.1:" + broker.getLocalPort())),
                            readyWithoutBroker,
                            new DeliveryMeters(new SimpleMeterRegistry(), Clock.systemUTC()));
            try {
                return readiness.call();
            } finally {
                readiness.close();
            }
        }
    }
}
