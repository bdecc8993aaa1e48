// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KubernetesContainerLogsTest {
    @Test
    @Timeout(30)
    void aServerThatDoesNotAnswerIsNotWaitedForWithoutEnd() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KubernetesClient client = client(silent.getLocalPort())) {
            ContainerLogs logs = KubernetesLogs.of(client);

            assertThatThrownBy(() -> logs.open("builds", "prod-shop", "build", Optional.empty()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer");
        }
    }

    private static KubernetesClient client(int port) {
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder()
                                .withAutoConfigure(false)
                                .withMasterUrl("http://127.0.0.1:" + port)
                                .withRequestTimeout(200)
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .build();
    }
}
