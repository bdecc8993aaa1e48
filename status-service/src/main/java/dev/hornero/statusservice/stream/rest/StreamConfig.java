// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The stream of changes. */
@ConfigMapping(prefix = "hornero.status.stream")
interface StreamConfig {
    /** How often a client hears something, so that nobody in between cuts the connection. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How many changes a client may be behind before it is dropped. */
    @WithDefault("1000")
    int buffer();
}
