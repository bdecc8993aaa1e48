// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;

/**
 * A build that was just accepted.
 *
 * @param phase as status-service will call it
 */
public record StartedBuild(BuildId id, int number, String projectEnv, String phase) {
    /** What every build is first. */
    public static StartedBuild requested(BuildId id, int number, String projectEnv) {
        return new StartedBuild(id, number, projectEnv, "REQUESTED");
    }
}
