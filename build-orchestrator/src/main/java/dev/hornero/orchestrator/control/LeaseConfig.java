// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The Lease by which the orchestrators of a cluster agree on who leads. */
@ConfigMapping(prefix = "hornero.lease")
public interface LeaseConfig {
    /** The orchestrator's own namespace if absent. */
    Optional<String> namespace();

    /** Where a Pod finds the namespace of its ServiceAccount. */
    @WithDefault("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
    Path ownNamespaceFile();

    /** How long a leader that was killed is waited for. */
    @WithDefault("15s")
    Duration duration();

    /** How long a leader goes on without renewing its Lease. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** How often an instance tries to take or to renew the Lease. */
    @WithDefault("2s")
    Duration retryPeriod();

    /** Where the Lease is; outside of a cluster, in the first of the build namespaces. */
    default String namespaceOf(OrchestratorConfig orchestrator) {
        return namespace()
                .or(this::ownNamespace)
                .orElseGet(() ->
                        orchestrator.namespaces().stream().sorted().findFirst().orElseThrow());
    }

    private Optional<String> ownNamespace() {
        if (!Files.exists(ownNamespaceFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(ownNamespaceFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
