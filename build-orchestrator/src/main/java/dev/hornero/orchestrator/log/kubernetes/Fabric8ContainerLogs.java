// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log.kubernetes;

import dev.hornero.orchestrator.log.ContainerLogs;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Through the API server. */
@Singleton
final class Fabric8ContainerLogs implements ContainerLogs {
    private final KubernetesClient client;

    Fabric8ContainerLogs(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public InputStream open(String namespace, String pod, String container, Optional<Instant> since)
            throws IOException {
        var stamped =
                client.pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .inContainer(container)
                        .usingTimestamps();
        try {
            LogWatch watch =
                    since.isPresent()
                            ? stamped.sinceTime(
                                            since.get().truncatedTo(ChronoUnit.SECONDS).toString())
                                    .watchLog()
                            : stamped.watchLog();
            return new FilterInputStream(watch.getOutput()) {
                @Override
                public void close() {
                    watch.close();
                }
            };
        } catch (KubernetesClientException e) {
            throw new IOException(e);
        }
    }
}
