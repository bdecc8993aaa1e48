// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import java.util.Objects;

/** A build as it is known here. */
public record Build(
        BuildId id,
        ProjectEnvId projectEnv,
        int number,
        BuildInput input,
        BuildOrigin origin,
        BuildState state) {
    public Build {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(projectEnv, "projectEnv");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(state, "state");
    }

    public BuildRef ref(ProjectEnv of) {
        return new BuildRef(id, number, of.ref(), origin.causedBy(), origin.causedBySource());
    }
}
