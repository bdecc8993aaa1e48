// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.registry.ImageDestination;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.stream.Stream;

/** The views of a cluster, assembled as the container would; the ledgers' watch is begun. */
public final class ClusterParts {
    private final BuildCluster cluster;
    private final BuildWatch watch;
    private final LedgerWatch ledgers;

    private ClusterParts(BuildCluster cluster, BuildWatch watch, LedgerWatch ledgers) {
        this.cluster = cluster;
        this.watch = watch;
        this.ledgers = ledgers;
    }

    public BuildCluster cluster() {
        return cluster;
    }

    public BuildWatch watch() {
        return watch;
    }

    /** Whether an order needs no request for its ledger. */
    public boolean seesLedgers(String namespace) {
        return ledgers.sees(namespace);
    }

    /** Ends the ledgers' watch. */
    public void stop() {
        ledgers.stop();
    }

    public static void configure(SmallRyeConfigBuilder config) {
        config.withMapping(BuildPodConfig.class);
    }

    public static ClusterParts of(KubernetesClient client, SmallRyeConfig config) {
        OrchestratorConfig orchestrator = config.getConfigMapping(OrchestratorConfig.class);
        BuildPodConfig pods = config.getConfigMapping(BuildPodConfig.class);
        KubernetesBuildWatch watch = new KubernetesBuildWatch(client, orchestrator, pods);
        LedgerWatch ledgers = new LedgerWatch(client, orchestrator);
        ledgers.start();
        return new ClusterParts(
                new KubernetesBuildCluster(client, watch, ledgers, orchestrator, pods),
                watch,
                ledgers);
    }

    /** The Job that an order makes and the Secret with its values, as they are sent. */
    public static List<HasMetadata> objects(
            Build build, ImageDestination destination, SmallRyeConfig config) {
        BuildResources resources =
                BuildResources.of(
                        build,
                        destination,
                        config.getConfigMapping(BuildPodConfig.class)
                                .settings(
                                        config.getConfigMapping(OrchestratorConfig.class)
                                                .cluster()));
        return Stream.concat(Stream.of(resources.job()), resources.values().stream())
                .map(HasMetadata.class::cast)
                .toList();
    }
}
