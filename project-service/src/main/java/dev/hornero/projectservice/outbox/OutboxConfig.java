// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave. */
@ConfigMapping(prefix = "hornero.outbox")
public interface OutboxConfig {
    /** How many records are on their way at once, apart from those that the broker is slow with. */
    @WithDefault("200")
    int batch();

    /** The most bytes of records that are kept in memory at once. */
    @WithDefault("16000000")
    long bytes();

    /** The longest wait for a notification before the table is looked at anyway. */
    @WithDefault("1s")
    Duration poll();

    /** After it a record counts as slow: it no longer takes the place of others. */
    @WithDefault("1s")
    Duration patience();

    /** The first wait before a key that failed is tried again; it doubles. */
    @WithDefault("500ms")
    Duration firstDelay();

    /** The longest wait before a key that failed is tried again. */
    @WithDefault("5s")
    Duration longestDelay();

    /** The largest value of a record; the broker's and producer's own limit is 1 MiB by default. */
    @WithDefault("1000000")
    int largestRecord();
}
