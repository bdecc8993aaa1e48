// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A build argument by name: a value is given per name, however many stages declare it.
 *
 * @param evidence present for required ones, and only for them
 * @param hard neither no value nor an empty one can work; a soft one may be left empty on purpose
 * @param defaultValue what it is worth when no value is given, evaluated where all that it is made
 *     of is known and otherwise as it is written. Absent when required, when only the reads have
 *     defaults, or when the engine fills it in
 * @param writtenDefault the default as it stands in the file
 * @param description from the comment {@code # NAME text} above the ARG
 * @param lines 1-based, of its declarations
 * @param stages the indexes of the stages that declare it
 * @param declarations before the first FROM and in the stages that are built
 * @param reads in what is built, and in any FROM
 */
public record Argument(
        String name,
        Requirement requirement,
        Optional<Evidence> evidence,
        boolean hard,
        Optional<String> defaultValue,
        Optional<String> writtenDefault,
        Optional<String> description,
        List<Integer> lines,
        List<Integer> stages,
        List<Declaration> declarations,
        List<Read> reads) {
    public Argument {
        requireNonNull(name, "name");
        requireNonNull(requirement, "requirement");
        if (evidence.isPresent() != (requirement == Requirement.REQUIRED)) {
            throw new IllegalArgumentException(
                    "evidence goes with REQUIRED and only with it, was " + requirement);
        }
        if (hard && requirement != Requirement.REQUIRED) {
            throw new IllegalArgumentException("only what is REQUIRED can be hard: " + name);
        }
        requireNonNull(defaultValue, "defaultValue");
        requireNonNull(writtenDefault, "writtenDefault");
        requireNonNull(description, "description");
        lines = List.copyOf(lines);
        stages = List.copyOf(stages);
        declarations = List.copyOf(declarations);
        reads = List.copyOf(reads);
    }
}
