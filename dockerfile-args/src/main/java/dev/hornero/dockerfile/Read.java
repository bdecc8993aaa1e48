// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One place that reads an argument.
 *
 * @param stage the stage of the instruction; absent before the first FROM
 * @param line 1-based, where the instruction starts
 * @param instruction its keyword in capitals
 * @param guarded it copes with a missing value by itself, as {@code ${X:-d}} does
 */
public record Read(Optional<Integer> stage, int line, String instruction, boolean guarded) {
    public Read {
        requireNonNull(stage, "stage");
        requireNonNull(instruction, "instruction");
    }
}
