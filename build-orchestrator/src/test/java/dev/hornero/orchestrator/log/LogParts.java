// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.messaging.seal.Seals;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;

/** The following of logs, assembled as the container would. */
public final class LogParts {
    private LogParts() {}

    public static BuildLogs of(
            ContainerLogs logs,
            BuildCluster cluster,
            BuildEventPublisher publisher,
            Seals seals,
            SmallRyeConfig config) {
        return new BuildLogs(
                logs,
                publisher,
                config.getConfigMapping(LogConfig.class),
                Clock.systemUTC(),
                new ConfidentialValues(cluster, seals));
    }
}
