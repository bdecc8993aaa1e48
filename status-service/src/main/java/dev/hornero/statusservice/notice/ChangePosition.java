// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the sequence of changes of all builds: every transaction before it has ended.
 * Positions of two read models, or of two database servers, cannot be compared.
 */
public record ChangePosition(int readModel, long transaction) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    public ChangePosition {
        if (readModel < 0 || transaction < 0) {
            throw new IllegalArgumentException("a position has no negative numbers");
        }
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    public static Optional<ChangePosition> read(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new ChangePosition(
                                Integer.parseInt(matcher.group(1)),
                                Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** As it goes to clients and comes back. */
    public String text() {
        return readModel + "-" + transaction;
    }

    /** Whether what changed between that position and this one is known. */
    public boolean continues(ChangePosition earlier) {
        return readModel == earlier.readModel && transaction >= earlier.transaction;
    }
}
