// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.Optional;

/**
 * A build that was accepted, or is being cancelled.
 *
 * @param phase of one that was accepted; later phases are status-service's
 */
public record BuildView(String id, int number, String projectEnv, Optional<String> phase) {
    static BuildView accepted(Build build, ProjectEnv projectEnv) {
        return view(build, projectEnv, Optional.of("REQUESTED"));
    }

    static BuildView cancelled(Build build, ProjectEnv projectEnv) {
        return view(build, projectEnv, Optional.empty());
    }

    private static BuildView view(Build build, ProjectEnv projectEnv, Optional<String> phase) {
        return new BuildView(build.id().toString(), build.number(), projectEnv.name(), phase);
    }

    /** Without its phase, where the phase is not part of the answer. */
    public BuildView withoutPhase() {
        return new BuildView(id, number, projectEnv, Optional.empty());
    }
}
