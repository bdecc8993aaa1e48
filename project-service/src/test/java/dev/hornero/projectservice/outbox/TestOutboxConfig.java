// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import java.time.Duration;

/** Settings that make a relay quick to try again. */
record TestOutboxConfig(int batch, long bytes) implements OutboxConfig {
    static final TestOutboxConfig DEFAULT = new TestOutboxConfig(20, 1_000_000);

    @Override
    public Duration poll() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration firstDelay() {
        return Duration.ofMillis(50);
    }

    @Override
    public Duration longestDelay() {
        return Duration.ofMillis(200);
    }

    @Override
    public int largestRecord() {
        return 1_000_000;
    }
}
