// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Times as people say them. */
public final class Ago {
    private Ago() {}

    /** {@code now}, {@code 42s ago}, {@code 5m ago}, {@code 3h ago}, {@code 12d ago}. */
    public static String of(Instant time, Clock clock) {
        Duration age = Duration.between(time, clock.instant());
        if (age.toSeconds() < 5) {
            return "now";
        }
        if (age.toSeconds() < 120) {
            return age.toSeconds() + "s ago";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + "m ago";
        }
        return age.toHours() < 48 ? age.toHours() + "h ago" : age.toDays() + "d ago";
    }

    /** {@code 0:42}, {@code 12:05}, {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
