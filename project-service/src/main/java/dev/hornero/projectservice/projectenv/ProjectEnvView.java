// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.Optional;

/**
 * A ProjectEnv as it is shown.
 *
 * @param settings with the branch that is built unless a build names another
 * @param deleting it is deleted when its builds have ended
 * @param build the initial one, in the answer to its creation only
 */
public record ProjectEnvView(
        String id,
        String name,
        String project,
        String environment,
        @JsonUnwrapped BuildSettings settings,
        String imageRepository,
        boolean deleting,
        Optional<InitialBuild> build) {
    /** The build that a creation starts. */
    public record InitialBuild(String id, int number, Optional<String> phase) {
        static InitialBuild of(BuildView build) {
            return new InitialBuild(build.id(), build.number(), build.phase());
        }
    }

    static ProjectEnvView of(ProjectEnv projectEnv, String branch, Optional<BuildView> build) {
        return new ProjectEnvView(
                projectEnv.id().toString(),
                projectEnv.name(),
                projectEnv.project(),
                projectEnv.environment(),
                projectEnv.settings().withBranch(branch),
                projectEnv.imageRepository(),
                projectEnv.life() == ProjectEnv.Life.ENDING,
                build.map(InitialBuild::of));
    }
}
