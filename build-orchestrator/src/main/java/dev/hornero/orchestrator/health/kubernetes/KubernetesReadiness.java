// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the API server answers; what waits for it goes on by itself. */
@Readiness
@ApplicationScoped
class KubernetesReadiness implements HealthCheck {
    private final KubernetesClient client;

    KubernetesReadiness(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("kubernetes");
        try {
            client.getKubernetesVersion();
            return answer.up().build();
        } catch (KubernetesClientException e) {
            return answer.down().withData("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
