// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.RequiredBuildSecret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a build needs, as its scan and the values it has say. */
public sealed interface BuildRequirements {
    /**
     * It can be built once it has these.
     *
     * @param arguments in the order of the Dockerfile
     * @param evaluation to be published; absent where the scan did not bring the Dockerfile
     */
    record Known(
            List<BuildArgument> arguments,
            List<RequiredBuildSecret> secrets,
            Optional<Evaluation> evaluation)
            implements BuildRequirements {
        public Known {
            arguments = List.copyOf(arguments);
            secrets = List.copyOf(secrets);
            Objects.requireNonNull(evaluation, "evaluation");
        }
    }

    /**
     * With these values the Dockerfile cannot be built.
     *
     * @param why a sentence for the user
     */
    record Unbuildable(String why) implements BuildRequirements {
        public Unbuildable {
            Objects.requireNonNull(why, "why");
        }
    }
}
