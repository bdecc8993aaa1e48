// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import java.util.Optional;

/**
 * A value that a build has.
 *
 * @param value absent where it is secret
 */
public record GivenValue(String name, Optional<String> value) {
    private static final int SHOWN = 60;

    /** {@code VARIANT is dev}. */
    String sentence() {
        return name + value.map(text -> " is " + shown(text)).orElse(" has a value");
    }

    /** A value for people, on one line: it may be a whole file. */
    static String shown(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        String begin =
                value.lines()
                        .findFirst()
                        .orElse("")
                        .codePoints()
                        .limit(SHOWN)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return begin.length() == value.length() ? begin : begin + "…";
    }
}
