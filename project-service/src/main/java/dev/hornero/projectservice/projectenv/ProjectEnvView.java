// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.imagebuild.Placement.Toleration;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.SoftArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ProjectEnv as it is shown.
 *
 * @param branch what is built unless a build says otherwise
 * @param deleting it goes when its builds have ended
 * @param build the initial one, in the answer to its creation only
 */
public record ProjectEnvView(
        String id,
        String name,
        String project,
        String environment,
        String branch,
        Optional<String> commit,
        String tag,
        boolean cache,
        Duration timeout,
        Resources resources,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        SoftArguments softArguments,
        String imageRepository,
        boolean deleting,
        Optional<BuildView> build) {
    /** The build that a creation starts. */
    public record BuildView(String id, int number, String phase) {
        static BuildView of(StartedBuild build) {
            return new BuildView(build.id().toString(), build.number(), build.phase());
        }
    }

    static ProjectEnvView of(ProjectEnv projectEnv, String branch, Optional<StartedBuild> build) {
        BuildSettings settings = projectEnv.settings();
        return new ProjectEnvView(
                projectEnv.id().toString(),
                projectEnv.name(),
                projectEnv.project(),
                projectEnv.environment(),
                branch,
                settings.commit(),
                settings.tag(),
                settings.cache(),
                settings.timeout(),
                settings.resources(),
                settings.placement().nodeSelector(),
                settings.placement().tolerations(),
                settings.softArguments(),
                projectEnv.imageRepository(),
                projectEnv.life() == ProjectEnv.Life.ENDING,
                build.map(BuildView::of));
    }
}
