// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave. */
@ConfigMapping(prefix = "hornero.outbox")
public interface OutboxConfig {
    /** How many records are sent before the next look. */
    @WithDefault("200")
    int batch();

    /** The longest wait for a notification before the table is looked at anyway. */
    @WithDefault("1s")
    Duration poll();

    /** How long a batch may take to be acknowledged. */
    @WithDefault("20s")
    Duration acknowledgement();

    /** The largest value of a record; the broker's and producer's own limit is 1 MiB by default. */
    @WithDefault("1000000")
    int largestRecord();
}
