// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Delays that double up to a longest one, each between half and the whole of it. */
final class Backoff {
    private final long longestMillis;
    private long millis;

    Backoff(Duration first, Duration longest) {
        this.millis = Math.max(1, first.toMillis());
        this.longestMillis = Math.max(millis, longest.toMillis());
    }

    Duration next() {
        long whole = millis;
        millis = Math.min(longestMillis, millis * 2);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
    }
}
