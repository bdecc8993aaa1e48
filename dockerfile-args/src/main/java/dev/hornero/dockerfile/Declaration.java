// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One {@code ARG} of a name.
 *
 * @param stage the stage it is in force in; absent before the first FROM
 * @param line 1-based
 * @param writtenDefault what stands after {@code =}, quotes and variables unevaluated
 * @param defaultValue the same evaluated, where all that it is made of is known; otherwise as it is
 *     written
 */
public record Declaration(
        Optional<Integer> stage,
        int line,
        Optional<String> writtenDefault,
        Optional<String> defaultValue) {
    public Declaration {
        requireNonNull(stage, "stage");
        requireNonNull(writtenDefault, "writtenDefault");
        requireNonNull(defaultValue, "defaultValue");
        if (defaultValue.isPresent() && writtenDefault.isEmpty()) {
            throw new IllegalArgumentException("a default that is not written, in line " + line);
        }
    }
}
