// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which builds are wanted: those that have all that is given.
 *
 * @param projectEnv its name
 * @param before only builds that come after this place in the list
 */
public record BuildFilter(
        Optional<String> projectEnv,
        Optional<String> project,
        Optional<String> environment,
        Optional<Phase> phase,
        Optional<Position> before) {
    /** A build's place in the list. */
    public record Position(Instant since, BuildId id) {
        public Position {
            requireNonNull(since, "since");
            requireNonNull(id, "id");
        }
    }

    public BuildFilter {
        requireNonNull(projectEnv, "projectEnv");
        requireNonNull(project, "project");
        requireNonNull(environment, "environment");
        requireNonNull(phase, "phase");
        requireNonNull(before, "before");
    }
}
