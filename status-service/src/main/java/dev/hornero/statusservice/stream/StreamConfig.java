// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Streams: of changes, and of logs that are followed. */
@ConfigMapping(prefix = "hornero.status.stream")
interface StreamConfig {
    /** How often something is sent to a client, so that no proxy in between cuts the connection. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How many changes a client may be behind before it is dropped. */
    @WithDefault("1000")
    int buffer();

    /** How long a client may take nothing of what it was sent before it is cut off. */
    @WithDefault("30s")
    Duration patience();

    /** How many streams may be open at once. */
    @WithDefault("2000")
    int largestNumber();

    /** How many of them with one API key. */
    @WithDefault("200")
    int largestNumberOfAKey();
}
