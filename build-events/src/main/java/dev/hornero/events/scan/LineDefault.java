// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The default that one line of a Dockerfile gives a build argument.
 *
 * @param line 1-based
 * @param value evaluated, where all that it is made of is known; otherwise as it is written
 */
public record LineDefault(int line, String value) {
    private static final int MOST = 50;
    private static final int LONGEST = 1_000;

    public LineDefault {
        Require.atLeast(1, line, "default.line");
        Require.present(value, "default.value");
    }

    /**
     * Of all defaults of an argument what is worth showing beside the effective one: each with its
     * line, in the order of the file, where at least two differ. Of many the first 50 are kept, and
     * of long ones the first 1,000 characters.
     */
    public static Optional<List<LineDefault>> differing(List<LineDefault> all) {
        if (all.stream().map(LineDefault::value).distinct().count() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                all.stream()
                        .sorted(Comparator.comparingInt(LineDefault::line))
                        .distinct()
                        .limit(MOST)
                        .map(LineDefault::shortened)
                        .toList());
    }

    private LineDefault shortened() {
        if (value.length() <= LONGEST) {
            return this;
        }
        int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return new LineDefault(line, value.substring(0, end) + "…");
    }
}
