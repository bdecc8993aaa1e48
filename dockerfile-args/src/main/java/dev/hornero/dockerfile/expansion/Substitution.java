// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A {@code ${name…}} that is more than the name.
 *
 * @param operator the character that says what to do
 * @param emptyIsUnset written with a colon; for {@code /}: written twice, so replacing all
 * @param modifier the operator as written, for messages
 * @param pattern of {@code /}, once it is known
 */
record Substitution(
        String name, int operator, boolean emptyIsUnset, String modifier, String pattern) {
    Substitution(String name, int operator, boolean emptyIsUnset, String modifier) {
        this(name, operator, emptyIsUnset, modifier, "");
    }

    Substitution withPattern(String text) {
        return new Substitution(name, operator, emptyIsUnset, modifier, text);
    }

    Use use() {
        return switch (operator) {
            case '-' -> Use.DEFAULT;
            case '+' -> Use.ALTERNATIVE;
            case '?' -> emptyIsUnset ? Use.DEMAND_TEXT : Use.DEMAND;
            default -> Use.PATTERN;
        };
    }

    /**
     * What stands for the whole, given what was read of its word and the value of the variable;
     * absent when that is the word itself, which is then never copied.
     */
    Optional<String> result(Supplier<String> word, Optional<String> value, ExpansionBudget budget)
            throws ExpansionException {
        boolean missing = value.isEmpty() || (emptyIsUnset && value.orElseThrow().isEmpty());
        return switch (operator) {
            case '-' -> missing ? Optional.empty() : value;
            case '+' -> missing ? Optional.of("") : Optional.empty();
            case '?' -> {
                if (missing) {
                    throw new ExpansionException(refusal(word.get(), value.isPresent()));
                }
                yield value;
            }
            case '#', '%' ->
                    Optional.of(
                            ShellPattern.trim(
                                    value.orElse(""), word.get(), operator == '%', budget));
            case '/' ->
                    Optional.of(
                            ShellPattern.replace(
                                    value.orElse(""), pattern, word.get(), emptyIsUnset, budget));
            default -> throw new ExpansionException(unsupported(modifier));
        };
    }

    static String unsupported(String modifier) {
        return "unsupported modifier (" + modifier + ") in substitution";
    }

    private String refusal(String word, boolean isSet) {
        if (!word.isEmpty()) {
            return name + ": " + word;
        }
        return name + ": is not allowed to be " + (isSet ? "empty" : "unset");
    }
}
