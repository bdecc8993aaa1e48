// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Code;
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
 * @param defaults of each line that writes one, where they {@linkplain LineDefault#differing
 *     differ}; absent also in events of earlier releases
 */
public record BuildArgument(
        String name,
        Code<ArgRequirement> requirement,
        Optional<Code<ArgEvidence>> evidence,
        boolean hard,
        Optional<String> defaultValue,
        Optional<String> description,
        List<Integer> lines,
        List<Integer> stages,
        Optional<List<LineDefault>> defaults) {
    public BuildArgument {
        Require.present(name, "argument.name");
        Require.present(requirement, "argument.requirement");
        Require.present(evidence, "argument.evidence");
        if (requirement.known().isPresent()
                && evidence.isPresent() != requirement.is(ArgRequirement.REQUIRED)) {
            throw new IllegalArgumentException(
                    "argument.evidence goes with REQUIRED and only with it, was " + requirement);
        }
        Require.present(defaultValue, "argument.defaultValue");
        Require.present(description, "argument.description");
        lines = List.copyOf(Require.present(lines, "argument.lines"));
        stages = List.copyOf(Require.present(stages, "argument.stages"));
        defaults = Require.present(defaults, "argument.defaults").map(List::copyOf);
    }

    /**
     * Whether a build has to wait for a value. So it does where the requirement is not known here:
     * a question too many costs a moment, a missing value the wrong image.
     */
    public boolean needsValue() {
        return requirement
                .known()
                .map(known ->
                        switch (known) {
                            case REQUIRED -> true;
                            case OPTIONAL, IGNORABLE -> false;
                        })
                .orElse(true);
    }
}
