// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the logs of builds are followed and kept. */
@ConfigMapping(prefix = "hornero.status.log")
interface BuildLogConfig {
    /** How long after the end of a build its last lines are waited for. */
    @WithDefault("1m")
    Duration grace();

    /**
     * How often something is sent to a follower, so that no proxy in between cuts the connection.
     */
    @WithDefault("15s")
    Duration heartbeat();

    /**
     * The most bytes of text of one build's log, at least 1048576; the middle of a longer one is
     * cut.
     */
    @WithDefault("67108864")
    long largest();

    /** How long a log is kept. */
    @WithDefault("90d")
    Duration keep();

    /**
     * The most bytes that all logs take in the database; the oldest go first, those of today and
     * yesterday never.
     */
    @WithDefault("21474836480")
    long total();
}
