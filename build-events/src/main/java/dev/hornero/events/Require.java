// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Objects;
import java.util.regex.Pattern;

/** The checks that the records of this module share; every message names the field. */
public final class Require {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?");
    private static final Pattern SHA1_OR_SHA256 = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private Require() {}

    /** A value that has to be there. */
    public static <T> T present(T value, String field) {
        return Objects.requireNonNull(value, field);
    }

    /** A text with at least one character that is not white space. */
    public static String text(String value, String field) {
        if (present(value, field).isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return value;
    }

    /** A project's, environment's or cluster's name: 1 to 100 of {@code a-z 0-9 -}. */
    public static String name(String value, String field) {
        return matching(NAME, value, field, "1 to 100 of a-z, 0-9 and '-', no '-' at either end");
    }

    /** A full commit id, SHA-1 or SHA-256, in lower-case hexadecimal. */
    public static String commitId(String value, String field) {
        return matching(SHA1_OR_SHA256, value, field, "a full commit id of 40 or 64 hex digits");
    }

    /** {@code sha256:} and 64 hexadecimal digits. */
    public static String digest(String value, String field) {
        return matching(DIGEST, value, field, "sha256: and 64 hex digits");
    }

    /** A number that is {@code least} or more. */
    public static int atLeast(int least, int value, String field) {
        return (int) atLeast((long) least, value, field);
    }

    /** A number that is {@code least} or more. */
    public static long atLeast(long least, long value, String field) {
        if (value < least) {
            throw new IllegalArgumentException(
                    field + " must be at least " + least + ", was " + value);
        }
        return value;
    }

    private static String matching(Pattern pattern, String value, String field, String shape) {
        if (!pattern.matcher(present(value, field)).matches()) {
            throw new IllegalArgumentException(
                    field + " must be " + shape + ", was \"" + value + "\"");
        }
        return value;
    }
}
