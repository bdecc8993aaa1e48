// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import java.time.Duration;

/**
 * How long to wait before a process is started again: the longer the more often in a row it died,
 * and from the start after it lived for a while.
 */
record Backoff(int deathsInARow) {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 5;

    static final Backoff NONE = new Backoff(0);

    Backoff afterDeath(Duration lived) {
        return new Backoff(lived.compareTo(HEALTHY) >= 0 ? 1 : deathsInARow + 1);
    }

    Duration delay() {
        Duration delay = FIRST.multipliedBy(1L << Math.clamp(deathsInARow - 1L, 0, DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
