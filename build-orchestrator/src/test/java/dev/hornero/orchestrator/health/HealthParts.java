// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health;

import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.orchestrator.control.LeaseConfig;
import dev.hornero.orchestrator.imagebuild.BuildPodConfig;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;

/** The check at start, assembled as the container would. */
public final class HealthParts {
    private HealthParts() {}

    /** What it finds missing. */
    public static List<String> missing(KubernetesClient client, SmallRyeConfig config) {
        return new StartCheck(
                        client,
                        config.getConfigMapping(OrchestratorConfig.class),
                        config.getConfigMapping(BuildPodConfig.class),
                        config.getConfigMapping(LeaseConfig.class),
                        new ServiceLifecycle())
                .missing();
    }
}
