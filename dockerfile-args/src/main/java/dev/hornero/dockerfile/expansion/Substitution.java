// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

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

    String refusal(String word, boolean isSet) {
        if (!word.isEmpty()) {
            return name + ": " + word;
        }
        return name + ": is not allowed to be " + (isSet ? "empty" : "unset");
    }
}
