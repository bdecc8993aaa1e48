// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import dev.hornero.console.imagebuild.BuildSummary;
import dev.hornero.console.imagebuild.Need;
import dev.hornero.console.page.Moment;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.OptionalValue;
import dev.hornero.console.service.Phase;
import dev.hornero.console.service.ProjectEnv;
import dev.hornero.console.service.ProjectEnvState;
import java.time.Clock;
import java.util.List;

/** A ProjectEnv in the project list; {@code phase} is empty when it is not known. */
record ProjectEnvRow(
        String name,
        String environment,
        String phase,
        String phaseLabel,
        List<Need> needs,
        List<Choice> choices,
        String buildId,
        String buildNumber,
        Moment since,
        String detail) {
    ProjectEnvRow {
        needs = List.copyOf(needs);
        choices = List.copyOf(choices);
    }

    /** A value that has a default. */
    record Choice(String name, String defaultValue, String description) {
        static Choice of(OptionalValue value) {
            return new Choice(
                    value.name(), value.shownDefault().orElse(""), value.description().orElse(""));
        }
    }

    static ProjectEnvRow of(ProjectEnvState state, Clock clock) {
        Phase phase = state.phase().orElse(Phase.REQUESTED);
        return new ProjectEnvRow(
                state.name(),
                state.environment(),
                phase.name(),
                phase.label(),
                state.missing().stream()
                        .map(missing ->
                                Need.of(
                                        missing,
                                        state.lastBuild()
                                                .map(Build::consequences)
                                                .orElse(List.of())))
                        .toList(),
                state.missing().isEmpty()
                        ? List.of()
                        : state.optional().stream().map(Choice::of).toList(),
                state.lastBuild().map(build -> build.id()).orElse(""),
                state.lastBuild().map(build -> Integer.toString(build.number())).orElse(""),
                Moment.of(
                        state.lastBuild()
                                .map(build ->
                                        build.times().ended().orElse(build.times().requested())),
                        clock),
                state.lastBuild().map(BuildSummary::detail).orElse(""));
    }

    static ProjectEnvRow justCreated(ProjectEnv projectEnv, boolean statusKnown) {
        return new ProjectEnvRow(
                projectEnv.name(),
                projectEnv.environment(),
                statusKnown ? Phase.REQUESTED.name() : "",
                statusKnown ? Phase.REQUESTED.label() : "not known",
                List.of(),
                List.of(),
                "",
                "",
                new Moment("", ""),
                "");
    }
}
