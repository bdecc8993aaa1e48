// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How logs are followed. */
@ConfigMapping(prefix = "hornero.status.log")
interface LogStreamConfig {
    /** How long after the end of a build its last lines are waited for. */
    @WithDefault("1m")
    Duration grace();

    /**
     * How often something is sent to a follower, so that no proxy in between cuts the connection.
     */
    @WithDefault("15s")
    Duration heartbeat();
}
