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
 */
public record Declaration(Optional<Integer> stage, int line, Optional<String> writtenDefault) {
    public Declaration {
        requireNonNull(stage, "stage");
        requireNonNull(writtenDefault, "writtenDefault");
    }
}
