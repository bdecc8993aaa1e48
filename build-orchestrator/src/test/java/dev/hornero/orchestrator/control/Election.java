// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.imagebuild.BuildPodConfig;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.registry.RegistryConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Optional;

/** The election by a Lease, started and stopped by hand. */
public final class Election {
    private final LeaseElection election;

    private Election(LeaseElection election) {
        this.election = election;
    }

    public static void configure(SmallRyeConfigBuilder config) {
        config.withMapping(LeaseConfig.class);
    }

    /** The Lease by which one process stands; to be given to its loop as well. */
    public static Leadership leadership(KubernetesClient client, SmallRyeConfig config) {
        return new OwnLease(
                client,
                config.getConfigMapping(LeaseConfig.class),
                config.getConfigMapping(OrchestratorConfig.class),
                config.getConfigMapping(RegistryConfig.class),
                config.getConfigMapping(BuildPodConfig.class),
                Clock.systemUTC());
    }

    /** What its readiness says: nothing while it is ready. */
    public static Optional<String> notReady(Leadership leadership) {
        return new LeaseReadiness((OwnLease) leadership)
                .call()
                .getData()
                .map(data -> String.valueOf(data.get("reason")));
    }

    public static Election of(
            KubernetesClient client,
            ControlLoop loop,
            SmallRyeConfig config,
            Leadership leadership) {
        return new Election(
                new LeaseElection(
                        client,
                        loop,
                        config.getConfigMapping(LeaseConfig.class),
                        (OwnLease) leadership));
    }

    public void start() {
        election.start(new StartupEvent());
    }

    public void stop() throws InterruptedException {
        election.stop(new ShutdownEvent());
    }
}
