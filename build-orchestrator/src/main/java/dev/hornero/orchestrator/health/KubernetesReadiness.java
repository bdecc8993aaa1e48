// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the API server answers and grants what the orchestrator needs. */
@Readiness
@ApplicationScoped
class KubernetesReadiness implements HealthCheck {
    private final KubernetesClient client;
    private final StartCheck check;

    KubernetesReadiness(KubernetesClient client, StartCheck check) {
        this.client = client;
        this.check = check;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("kubernetes");
        try {
            client.getKubernetesVersion();
            List<String> refused = check.refused();
            return refused.isEmpty()
                    ? answer.up().build()
                    : answer.down().withData("reason", String.join(" ", refused)).build();
        } catch (KubernetesClientException e) {
            return answer.down().withData("reason", String.valueOf(e.getMessage())).build();
        }
    }
}
