// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.format.FormatException;
import java.util.List;
import java.util.Set;

/**
 * A word with its variables put in.
 *
 * @param shown the text, or the word as written where what it is made of is not known
 * @param uncertain the text hangs on a value that is not known; {@link #PLACEHOLDER} stands for it
 * @param missing the arguments without a value that it is made of
 * @param guardedMissing the arguments without a value that it copes without
 * @param undeclared names that nothing declares
 * @param automatic it is made of values that the engine fills in
 */
record Expanded(
        String text,
        String shown,
        boolean uncertain,
        List<DeclaredArgument> missing,
        List<DeclaredArgument> guardedMissing,
        Set<String> undeclared,
        boolean automatic) {
    /** Stands in for a value that has to be given; no character of any text, so that none is it. */
    static final String PLACEHOLDER = "\uFFFF";

    /** A test of a text that BuildKit makes. */
    @FunctionalInterface
    interface Check {
        void of(String text) throws FormatException;
    }

    /**
     * Makes a test where the text allows it. A text without some value fails only when the values
     * cannot mend it; where nothing at all would not do, the arguments are hard.
     */
    void verify(Check check) throws FormatException {
        if (uncertain) {
            if (!missing.isEmpty() && fails(check, withoutMissing(text))) {
                missing.forEach(DeclaredArgument::hardenLastRead);
            }
            return;
        }
        try {
            check.of(text);
        } catch (FormatException e) {
            if (guardedMissing.isEmpty()) {
                throw e;
            }
            guardedMissing.forEach(DeclaredArgument::demand);
        }
    }

    /**
     * The same for texts of which some values are known to work, if any can; an error is that of
     * the empty value.
     */
    void verifyWithAnyOf(Check check, List<String> values) throws FormatException {
        if (!uncertain) {
            verify(check);
            return;
        }
        for (String value : values) {
            if (!fails(check, text.replace(PLACEHOLDER, value))) {
                return;
            }
        }
        check.of(withoutMissing(text));
    }

    /** The text as it is while the values that are missing stay empty. */
    static String withoutMissing(String text) {
        return text.replace(PLACEHOLDER, "");
    }

    private static boolean fails(Check check, String text) {
        try {
            check.of(text);
            return false;
        } catch (FormatException e) {
            return true;
        }
    }
}
