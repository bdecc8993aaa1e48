// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Placement.Toleration;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.field.GitRefs;
import dev.hornero.projectservice.field.Names;
import dev.hornero.projectservice.field.PlacementField;
import dev.hornero.projectservice.field.ResourcesField;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import dev.hornero.projectservice.projectenv.model.SoftArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent to make a ProjectEnv, and what a patch changes.
 *
 * @param args values for its builds, in the forms of a values patch; only when it is made
 */
public record ProjectEnvForm(
        String project,
        String environment,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Optional<Resources> resources,
        Optional<Duration> timeout,
        Optional<Boolean> cache,
        Optional<Map<String, String>> nodeSelector,
        Optional<List<Toleration>> tolerations,
        Optional<SoftArguments> softArguments,
        Optional<Map<String, JsonNode>> args) {
    private static final String LATEST = "latest";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);

    public ProjectEnvForm {
        Names.name(project, "project");
        Names.name(environment, "environment");
        branch.ifPresent(given -> GitRefs.branch(given, "branch"));
        commit = commit.map(given -> GitRefs.commit(given, "commit"));
        tag.ifPresent(given -> Names.tag(given, "tag"));
        resources.ifPresent(given -> ResourcesField.check(given, "resources"));
        timeout.ifPresent(ProjectEnvForm::checkTimeout);
        PlacementField.check(
                new Placement(nodeSelector.orElse(Map.of()), tolerations.orElse(List.of())));
    }

    private static void checkTimeout(Duration timeout) {
        if (timeout.toSeconds() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw ProblemException.invalid(
                    "timeout", "Use an ISO 8601 duration from PT1S to PT24H, such as PT45M.");
        }
    }

    /** With the defaults for all but the branch and the commit. */
    public static ProjectEnvForm of(
            String project, String environment, Optional<String> branch, Optional<String> commit) {
        return new ProjectEnvForm(
                project,
                environment,
                branch,
                commit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ProjectEnvForm of(ProjectEnv projectEnv) {
        BuildSettings settings = projectEnv.settings();
        return new ProjectEnvForm(
                projectEnv.project(),
                projectEnv.environment(),
                settings.branch(),
                settings.commit(),
                Optional.of(settings.tag()),
                Optional.of(settings.resources()),
                Optional.of(settings.timeout()),
                Optional.of(settings.cache()),
                Optional.of(settings.nodeSelector()),
                Optional.of(settings.tolerations()),
                Optional.of(settings.softArguments()),
                Optional.empty());
    }

    /** With the defaults for what was left out. */
    public BuildSettings toSettings() {
        return new BuildSettings(
                branch,
                commit,
                tag.orElse(LATEST),
                cache.orElse(true),
                Duration.ofSeconds(timeout.orElse(DEFAULT_TIMEOUT).toSeconds()),
                resources.orElse(Resources.DEFAULT),
                nodeSelector.orElse(Map.of()),
                tolerations.orElse(List.of()),
                softArguments.orElse(SoftArguments.ASK));
    }

    /** By its names only: the values may be secret. */
    @Override
    public String toString() {
        return "ProjectEnvForm[" + environment + "-" + project + "]";
    }
}
