// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.project.Project;
import dev.hornero.projectservice.projectenv.model.Build;
import dev.hornero.projectservice.projectenv.model.BuildInput;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request for one build sets otherwise than the ProjectEnv and its environment.
 *
 * @param values for this build only
 */
public record BuildOverrides(
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Optional<Boolean> cache,
        Map<String, ArgChange.Put> values) {
    /** Nothing special. */
    static final BuildOverrides NONE =
            new BuildOverrides(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());

    public BuildOverrides {
        Objects.requireNonNull(branch, "branch");
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(cache, "cache");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A commit that is named wins over any branch; a branch that is named wins over the commit to
     * which the ProjectEnv is pinned.
     */
    BuildInput against(Project project, Environment environment, ProjectEnv projectEnv) {
        BuildSettings settings = projectEnv.settings();
        return new BuildInput(
                project.repository(),
                project.dockerfilePath(),
                project.contextPath(),
                project.target(),
                project.gitCredential(),
                project.checkout(),
                branch.or(settings::branch).orElseGet(environment::defaultBranch),
                commit.or(() -> branch.isPresent() ? Optional.empty() : settings.commit()),
                tag.orElse(settings.tag()),
                cache.orElse(settings.cache()));
    }

    /**
     * The same as an earlier build, at the commit that was built if one was. What the project says
     * is taken as it is now: a wrong path is put right there, and then one builds again.
     */
    static BuildOverrides again(Build earlier) {
        BuildInput input = earlier.input();
        return new BuildOverrides(
                Optional.of(input.branch()),
                earlier.state().scanResult().map(found -> found.commit().sha()).or(input::commit),
                Optional.of(input.tag()),
                Optional.of(input.cache()),
                Map.of());
    }
}
