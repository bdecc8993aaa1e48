// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of logs is kept. */
@ConfigMapping(prefix = "hornero.logs")
interface LogKeepingConfig {
    /**
     * The most bytes of text of one build's log, at least 1048576; the middle of a longer one is
     * cut.
     */
    @WithDefault("67108864")
    long largest();
}
