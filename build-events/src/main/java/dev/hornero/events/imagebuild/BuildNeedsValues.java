// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import dev.hornero.events.scan.Evaluation;
import java.util.List;
import java.util.Optional;

/**
 * A build waits for values. Sent again whenever the missing names change, or what the values say of
 * the other arguments.
 *
 * @param missing the names of the build arguments without a value, at least one
 * @param evaluation absent where the scan did not bring the Dockerfile
 */
public record BuildNeedsValues(
        BuildRef build, List<String> missing, Optional<Evaluation> evaluation)
        implements BuildEvent {
    public BuildNeedsValues {
        Require.present(build, "build");
        missing = List.copyOf(Require.present(missing, "missing"));
        Require.present(evaluation, "evaluation");
        if (missing.isEmpty()) {
            throw new IllegalArgumentException("missing must have at least one name");
        }
    }
}
