// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A constant of a list that may grow: a reader keeps the text of one that came after it, and passes
 * it on unchanged. In JSON a string.
 *
 * @param list the constants that this version knows
 * @param text 1 to 100 of {@code A-Z 0-9 _}, beginning with a letter
 */
public record Code<E extends Enum<E>>(Class<E> list, String text) {
    /** What the text of a constant looks like, known or not. */
    public static final String SHAPE = "[A-Z][A-Z0-9_]{0,99}";

    private static final Pattern PATTERN = Pattern.compile(SHAPE);

    public Code {
        Require.present(list, "list");
        if (!PATTERN.matcher(Require.present(text, "text")).matches()) {
            throw new IllegalArgumentException(
                    "a " + list.getSimpleName() + " must be 1 to 100 of A-Z, 0-9 and '_'");
        }
    }

    /** The code of a constant that this version knows. */
    public static <E extends Enum<E>> Code<E> of(E constant) {
        return new Code<>(constant.getDeclaringClass(), constant.name());
    }

    /** The constant; empty where this version does not know it. */
    public Optional<E> known() {
        return Arrays.stream(list.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst();
    }

    /** Whether it is this constant. */
    public boolean is(E constant) {
        return text.equals(constant.name());
    }

    @Override
    public String toString() {
        return text;
    }
}
