// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.Code;
import dev.hornero.events.job.BuildStep;
import java.util.Comparator;
import java.util.Optional;

/** The step that a running build came to. */
public record CurrentStep(Code<BuildStep> step, Optional<String> instruction) {
    /** In the order of the steps; one that is not known here is taken for the furthest. */
    static final Comparator<CurrentStep> FURTHEST_LAST =
            Comparator.<CurrentStep>comparingInt(doing ->
                            doing.step().known().map(BuildStep::ordinal).orElse(Integer.MAX_VALUE))
                    .thenComparing(doing -> doing.step().text());

    public CurrentStep {
        requireNonNull(step, "step");
        requireNonNull(instruction, "instruction");
    }
}
