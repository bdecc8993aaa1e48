// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A time as pages show it.
 *
 * @param iso RFC 3339, in UTC; empty where there is no time
 * @param ago as people say it: {@code 5 min ago}
 */
public record Moment(String iso, String ago) {

    public static Moment of(Instant time, Clock clock) {
        return new Moment(
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                ago(Duration.between(time, clock.instant())));
    }

    public static Moment of(Optional<Instant> time, Clock clock) {
        return time.map(present -> of(present, clock)).orElse(new Moment("", ""));
    }

    private static String ago(Duration age) {
        if (age.toSeconds() < 5) {
            return "just now";
        }
        if (age.toSeconds() < 100) {
            return age.toSeconds() + " s ago";
        }
        if (age.toMinutes() < 100) {
            return age.toMinutes() + " min ago";
        }
        return age.toHours() < 48 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }

    /** {@code 42 s}, {@code 3 min 5 s}, {@code 1 h 2 min}. */
    public static String length(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
