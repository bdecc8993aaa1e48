// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many builds run at a time. */
@ConfigMapping(prefix = "hornero.queue")
public interface QueueConfig {
    /** Builds that run at once in one namespace. */
    @WithDefault("10")
    int perNamespace();

    /** Builds that run at once in the cluster. */
    @WithDefault("20")
    int perCluster();

    default Limits limits() {
        return new Limits(perNamespace(), perCluster());
    }
}
