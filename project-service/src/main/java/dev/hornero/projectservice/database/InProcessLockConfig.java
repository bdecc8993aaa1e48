// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a request waits for others that change the same thing. */
@ConfigMapping(prefix = "hornero.turns")
public interface InProcessLockConfig {
    /** Then it is refused with 503. */
    @WithDefault("2s")
    Duration patience();
}
