// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.job.BuildStep;
import java.util.Optional;

/** The step that a running build came to. */
public record Doing(BuildStep step, Optional<String> instruction) {
    public Doing {
        requireNonNull(step, "step");
        requireNonNull(instruction, "instruction");
    }
}
