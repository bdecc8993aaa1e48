// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import java.util.Optional;

/**
 * A build that was accepted, or is being cancelled.
 *
 * @param phase of one that was accepted; later phases are status-service's
 */
public record BuildView(String id, int number, String projectEnv, Optional<String> phase) {
    static BuildView of(StartedBuild build) {
        return new BuildView(
                build.id().toString(),
                build.number(),
                build.projectEnv(),
                Optional.of(build.phase()));
    }
}
