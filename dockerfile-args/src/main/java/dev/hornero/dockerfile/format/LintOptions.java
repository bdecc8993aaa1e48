// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

import dev.hornero.dockerfile.text.Blanks;
import dev.hornero.dockerfile.text.Quoted;

/** The value of {@code # check=}, which BuildKit refuses before it reads anything else. */
public final class LintOptions {
    private static final int MOST = 3;

    private LintOptions() {}

    /** Refuses options that BuildKit's linter does not know. */
    public static void check(String text) throws FormatException {
        String options = Blanks.trim(text);
        if (options.isEmpty()) {
            return;
        }
        for (String option : options.split(";", MOST)) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw refused("invalid check option " + Quoted.of(option));
            }
            String key = Blanks.trim(option.substring(0, equals));
            switch (key) {
                case "skip", "experimental" -> {}
                case "error" -> {
                    try {
                        Numbers.truth(Blanks.trim(option.substring(equals + 1)));
                    } catch (FormatException e) {
                        throw refused(
                                "failed to parse check option "
                                        + Quoted.of(option)
                                        + ": "
                                        + e.reason());
                    }
                }
                default -> throw refused("invalid check option " + Quoted.of(key));
            }
        }
    }

    private static FormatException refused(String why) {
        return new FormatException("failed to parse check options: " + why);
    }
}
