// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Require;
import dev.hornero.events.scan.ScanWarning;
import java.util.List;
import java.util.Optional;

/**
 * A launched build came to another step, or cannot go on for now.
 *
 * @param instruction the Dockerfile instruction being executed
 * @param waiting why nothing moves, such as an image that cannot be pulled
 * @param warnings with {@code BUILDING}: what the checkout left out of the build context
 */
public record BuildJobProgressed(
        BuildRef build,
        JobLocation location,
        Optional<Code<BuildStep>> step,
        Optional<String> instruction,
        Optional<Waiting> waiting,
        Optional<List<ScanWarning>> warnings)
        implements BuildJobEvent {
    public BuildJobProgressed {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.present(step, "step");
        Require.present(instruction, "instruction");
        Require.present(waiting, "waiting");
        warnings = Require.present(warnings, "warnings").map(List::copyOf);
        if (step.isEmpty() && waiting.isEmpty()) {
            throw new IllegalArgumentException("either step or waiting must be there");
        }
    }

    /** Why a build waits: the cluster's own word, and a sentence for the user. */
    public record Waiting(String reason, String message) {
        public Waiting {
            Require.text(reason, "waiting.reason");
            Require.text(message, "waiting.message");
        }
    }
}
