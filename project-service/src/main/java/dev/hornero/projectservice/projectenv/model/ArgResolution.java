// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.scan.Evaluation;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.BuildSecrets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a build has all the values that its Dockerfile needs. */
public sealed interface ArgResolution {
    /**
     * It has.
     *
     * @param values only names that have one; for the others the Dockerfile's default holds
     * @param evaluation absent where the scan did not bring the Dockerfile
     */
    record Complete(
            ArgValues values, Optional<BuildSecrets> secrets, Optional<Evaluation> evaluation)
            implements ArgResolution {
        public Complete {
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(secrets, "secrets");
            Objects.requireNonNull(evaluation, "evaluation");
        }
    }

    /**
     * It has not.
     *
     * @param names in the order of the Dockerfile, at least one
     * @param evaluation absent where the scan did not bring the Dockerfile
     */
    record Missing(List<String> names, Optional<Evaluation> evaluation) implements ArgResolution {
        public Missing {
            names = List.copyOf(names);
            Objects.requireNonNull(evaluation, "evaluation");
            if (names.isEmpty()) {
                throw new IllegalArgumentException("names must have at least one name");
            }
        }
    }
}
