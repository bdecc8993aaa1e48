// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which builds are wanted: those that have all that is given.
 *
 * @param projectEnv its name, or its id
 * @param number the build's number within the ProjectEnv
 * @param deleted whether a name also means ProjectEnvs that were deleted; an id always does
 * @param causedBy the id of the event that asked for the build
 * @param causedBySource the source of that event: ids are unique within it
 * @param before only builds that come after this place in the list
 */
public record BuildFilter(
        Optional<String> projectEnv,
        Optional<Integer> number,
        Optional<String> project,
        Optional<String> environment,
        Optional<Phase> phase,
        boolean deleted,
        Optional<String> causedBy,
        Optional<String> causedBySource,
        Optional<Position> before) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A build's place in the list. */
    public record Position(Instant since, BuildId id) {
        public Position {
            requireNonNull(since, "since");
            requireNonNull(id, "id");
        }
    }

    public BuildFilter {
        requireNonNull(projectEnv, "projectEnv");
        requireNonNull(number, "number");
        requireNonNull(project, "project");
        requireNonNull(environment, "environment");
        requireNonNull(phase, "phase");
        requireNonNull(causedBy, "causedBy");
        requireNonNull(causedBySource, "causedBySource");
        requireNonNull(before, "before");
    }

    /** The id of the ProjectEnv, where that is what was given. */
    public Optional<ProjectEnvId> projectEnvId() {
        return projectEnv.filter(given -> ID.matcher(given).matches()).map(ProjectEnvId::of);
    }

    /** The name of the ProjectEnv, where that is what was given. */
    public Optional<String> projectEnvName() {
        return projectEnv.filter(given -> !ID.matcher(given).matches());
    }

    /** Whether builds of ProjectEnvs that were deleted are left out. */
    public boolean livingOnly() {
        boolean byName =
                projectEnvName().isPresent() || project.isPresent() || environment.isPresent();
        return byName && !deleted;
    }
}
