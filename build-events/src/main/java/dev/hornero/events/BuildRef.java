// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import java.util.Optional;

/**
 * Which build an event is about.
 *
 * @param number counts the builds of the ProjectEnv from 1, the initial build
 * @param causedBy the id of the {@code BuildOrdered} event that asked for the build; every later
 *     event of the build carries it, so that who ordered can find the image
 */
public record BuildRef(
        BuildId id, int number, ProjectEnvRef projectEnv, Optional<String> causedBy) {
    public BuildRef {
        Require.present(id, "build.id");
        Require.atLeast(1, number, "build.number");
        Require.present(projectEnv, "build.projectEnv");
        Require.present(causedBy, "build.causedBy");
    }
}
