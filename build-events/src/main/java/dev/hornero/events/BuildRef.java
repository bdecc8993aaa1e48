// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Optional;

/**
 * Which build an event is about.
 *
 * @param number counts the builds of a ProjectEnv's name from 1, the initial build; one that is
 *     made anew under a deleted one's name goes on counting
 * @param causedBy the id of the event that asked for the build, {@code BuildOrdered} or {@code
 *     ProjectEnvAnnounced}; every later event of the build carries it, so that who asked can find
 *     the image
 * @param causedBySource the CloudEvents source of that event: ids are unique within it only; absent
 *     in events of releases that did not send it
 */
public record BuildRef(
        BuildId id,
        int number,
        ProjectEnvRef projectEnv,
        Optional<String> causedBy,
        Optional<String> causedBySource) {
    public BuildRef {
        Require.present(id, "build.id");
        Require.atLeast(1, number, "build.number");
        Require.present(projectEnv, "build.projectEnv");
        Require.present(causedBy, "build.causedBy");
        if (Require.present(causedBySource, "build.causedBySource").isPresent()
                && causedBy.isEmpty()) {
            throw new IllegalArgumentException("build.causedBySource goes with build.causedBy");
        }
    }

    /** A build that no event asked for. */
    public BuildRef(BuildId id, int number, ProjectEnvRef projectEnv) {
        this(id, number, projectEnv, Optional.empty(), Optional.empty());
    }
}
