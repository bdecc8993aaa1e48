// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.messaging.seal.Seals;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildWatch;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.log.BuildLogs;
import dev.hornero.orchestrator.queue.QueueConfig;
import dev.hornero.orchestrator.registry.ImageRegistry;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;

/** The control loop, assembled as the container would. */
public final class LoopParts {
    private LoopParts() {}

    public static ControlLoop of(
            BuildWatch watch,
            BuildCluster cluster,
            BuildEventPublisher publisher,
            BuildLogs logs,
            ImageRegistry registry,
            Seals seals,
            SmallRyeConfig config,
            Leadership leadership) {
        OrchestratorConfig orchestrator = config.getConfigMapping(OrchestratorConfig.class);
        Clock clock = Clock.systemUTC();
        return new ControlLoop(
                watch,
                new BuildReconciler(
                        cluster, publisher, logs, registry, orchestrator, clock, leadership),
                new Releases(
                        cluster,
                        publisher,
                        registry,
                        seals,
                        config.getConfigMapping(QueueConfig.class),
                        orchestrator,
                        clock),
                orchestrator);
    }
}
