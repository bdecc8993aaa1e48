// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Decides when a repeated attempt is worth another line in the log: once a minute. */
public final class LogThrottle {
    private static final Duration APART = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Instant> last = new HashMap<>();

    public LogThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this was not said within the last minute; it counts as said now. */
    public synchronized boolean isDue(String what) {
        Instant now = clock.instant();
        last.values().removeIf(at -> !at.plus(APART).isAfter(now));
        return last.putIfAbsent(what, now) == null;
    }
}
