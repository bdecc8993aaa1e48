// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import dev.hornero.orchestrator.build.BuildCluster;
import dev.hornero.orchestrator.build.BuildWatch;
import dev.hornero.orchestrator.build.OrchestratorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;

/** The two views of a cluster, assembled as the container would. */
public record ClusterParts(BuildCluster cluster, BuildWatch watch) {
    public static void configure(SmallRyeConfigBuilder config) {
        config.withMapping(BuildPodConfig.class);
    }

    public static ClusterParts of(KubernetesClient client, SmallRyeConfig config) {
        OrchestratorConfig orchestrator = config.getConfigMapping(OrchestratorConfig.class);
        BuildPodConfig pods = config.getConfigMapping(BuildPodConfig.class);
        Fabric8BuildWatch watch = new Fabric8BuildWatch(client, orchestrator, pods);
        return new ClusterParts(new Fabric8BuildCluster(client, watch, orchestrator, pods), watch);
    }

    /** What the check at start finds missing. */
    public static List<String> missing(KubernetesClient client, SmallRyeConfig config) {
        return new StartCheck(
                        client,
                        config.getConfigMapping(OrchestratorConfig.class),
                        config.getConfigMapping(BuildPodConfig.class))
                .missing();
    }
}
