// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import io.quarkus.runtime.configuration.TrimmedStringConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Which cluster this is, and where and how long it may build. */
@ConfigMapping(prefix = "hornero.orchestrator")
public interface OrchestratorConfig {
    /** The name under which environments refer to this cluster. */
    String cluster();

    /** The namespaces that builds may run in; any other is refused. */
    Set<@WithConverter(TrimmedStringConverter.class) String> namespaces();

    /** How long a build may wait for something that does not come, such as an image. */
    @WithDefault("5m")
    Duration waitingLimit();

    /** How long a build may wait for a node; longer, since nodes are made on demand. */
    @WithDefault("15m")
    Duration schedulingLimit();

    /** How often everything is looked at again, whether or not something was seen to change. */
    @WithDefault("10s")
    Duration resync();

    /** How long the ledger of a deleted ProjectEnv is kept for events that are late. */
    @WithDefault("1h")
    Duration ledgerGrace();
}
