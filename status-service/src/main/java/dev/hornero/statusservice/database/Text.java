// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.database;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Text as PostgreSQL can keep it. */
public final class Text {
    /** Always nine digits, so that the order of texts is that of times. */
    private static final DateTimeFormatter NANOSECONDS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private Text() {}

    /** Without the character NUL, which a program may print and PostgreSQL refuses. */
    public static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** A time to the nanosecond, which {@code timestamptz} has not. */
    public static String of(Instant time) {
        return NANOSECONDS.format(time);
    }

    /** Reads what {@link #of(Instant)} wrote. */
    public static Instant time(String text) {
        return Instant.parse(text);
    }
}
