// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control.kubernetes;

import dev.hornero.orchestrator.build.OrchestratorConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The Lease by which the orchestrators of a cluster agree on who leads. */
@ConfigMapping(prefix = "hornero.lease")
public interface LeaseConfig {
    /** The first of the build namespaces if absent. */
    Optional<String> namespace();

    /** How long a leader that was killed is waited for. */
    @WithDefault("15s")
    Duration duration();

    @WithDefault("10s")
    Duration renewDeadline();

    @WithDefault("2s")
    Duration retryPeriod();

    /** Where the Lease is. */
    default String namespaceOf(OrchestratorConfig orchestrator) {
        return namespace()
                .orElseGet(() ->
                        orchestrator.namespaces().stream().sorted().findFirst().orElseThrow());
    }
}
