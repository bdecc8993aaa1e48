// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.List;
import java.util.Optional;

/**
 * A build argument of the scanned Dockerfile.
 *
 * @param evidence present for required ones only
 * @param hard an empty value cannot work; a soft one may be left empty on purpose
 * @param defaultValue the effective default
 * @param description from the comments above the ARG
 * @param lines 1-based, of its declarations
 * @param stages the indexes of the stages that declare it
 */
public record BuildArgument(
        String name,
        ArgRequirement requirement,
        Optional<ArgEvidence> evidence,
        boolean hard,
        Optional<String> defaultValue,
        Optional<String> description,
        List<Integer> lines,
        List<Integer> stages) {
    public BuildArgument {
        Require.present(name, "argument.name");
        Require.present(requirement, "argument.requirement");
        Require.present(evidence, "argument.evidence");
        if (evidence.isPresent() != (requirement == ArgRequirement.REQUIRED)) {
            throw new IllegalArgumentException(
                    "argument.evidence goes with REQUIRED and only with it, was " + requirement);
        }
        Require.present(defaultValue, "argument.defaultValue");
        Require.present(description, "argument.description");
        lines = List.copyOf(Require.present(lines, "argument.lines"));
        stages = List.copyOf(Require.present(stages, "argument.stages"));
    }
}
