// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.imagebuild.BuildSummary;
import dev.hornero.console.service.MissingValue;
import dev.hornero.console.service.Phase;
import dev.hornero.console.service.ProjectEnv;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/**
 * A ProjectEnv's page.
 *
 * @param branch that a build takes when none is given
 * @param warnings on values
 * @param changes of the arguments to the build before; empty where there are none
 * @param notice what just happened, or what is out of order; empty when nothing is
 */
record ProjectEnvPage(
        String name,
        String project,
        String environment,
        String branch,
        String commit,
        String tag,
        String phase,
        String phaseLabel,
        String detail,
        boolean softArgumentsEmpty,
        List<String> missing,
        List<String> warnings,
        String changes,
        List<BuildSummary> builds,
        ValuesForm values,
        BuildForm build,
        String notice)
        implements TemplateInstance {
    ProjectEnvPage {
        missing = List.copyOf(missing);
        warnings = List.copyOf(warnings);
        builds = List.copyOf(builds);
    }

    static ProjectEnvPage of(
            ProjectEnv projectEnv,
            Standing standing,
            ValuesForm values,
            BuildForm build,
            String notice) {
        return new ProjectEnvPage(
                projectEnv.name(),
                projectEnv.project(),
                projectEnv.environment(),
                projectEnv.branch().orElse(projectEnv.environment()),
                projectEnv.commit().orElse(""),
                projectEnv.tag().orElse("latest"),
                standing.phase().map(Phase::name).orElse(""),
                standing.phase().map(Phase::label).orElse("not known"),
                standing.last().map(BuildSummary::detail).orElse(""),
                projectEnv.leavesSoftArgumentsEmpty(),
                standing.missing().stream().map(MissingValue::name).toList(),
                standing.warnings(),
                standing.changes(),
                standing.summaries(),
                values,
                build,
                notice.isEmpty() ? standing.notice() : notice);
    }
}
