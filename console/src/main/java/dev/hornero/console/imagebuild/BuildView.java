// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.page.Moment;
import dev.hornero.console.service.ArgumentChanges;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.Phase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All that a build's page shows; empty texts stand for what is not known. */
record BuildView(
        String id,
        int number,
        String title,
        String projectEnv,
        String phase,
        String phaseLabel,
        boolean ended,
        boolean known,
        String doing,
        String instruction,
        List<Need> needs,
        Timeline timeline,
        String branch,
        String commit,
        String author,
        String subject,
        String image,
        String digest,
        List<String> tags,
        Failure failure,
        List<String> warnings,
        String changes,
        String requestedBy,
        String causedBy,
        String place,
        String took) {
    BuildView {
        needs = List.copyOf(needs);
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }

    /** Why it failed; all empty when it did not. */
    record Failure(String reason, String message, String where, String hint) {
        static Failure of(Build build) {
            if (build.phase() != Phase.FAILED) {
                return new Failure("", "", "", "");
            }
            String where =
                    build.line()
                            .map(line -> "Dockerfile line " + line)
                            .or(build::instruction)
                            .orElse("");
            String exit = build.exitCode().map(code -> "exit code " + code).orElse("");
            return new Failure(
                    build.reason().orElse("UNKNOWN"),
                    build.message().orElse(""),
                    where.isEmpty() || exit.isEmpty() ? where + exit : where + ", " + exit,
                    build.hint().orElse(""));
        }
    }

    static BuildView of(Build build, Clock clock) {
        return new BuildView(
                build.id(),
                build.number(),
                build.title(),
                build.projectEnv(),
                build.phase().name(),
                build.phase().label(),
                build.phase().isEnd(),
                true,
                build.phase() == Phase.RUNNING
                        ? build.step().map(BuildSummary::stepLabel).orElse("")
                        : doing(build),
                build.phase() == Phase.RUNNING ? build.instruction().orElse("") : "",
                build.missing().stream()
                        .map(missing -> Need.of(missing, build.consequences()))
                        .toList(),
                Timeline.of(build, clock),
                build.branch().orElse(""),
                build.commit().map(Build.Commit::sha).orElse(""),
                build.commit().flatMap(Build.Commit::author).orElse(""),
                build.commit().flatMap(Build.Commit::subject).orElse(""),
                build.image().orElse(""),
                build.digest().orElse(""),
                build.tags(),
                Failure.of(build),
                build.warnings().stream().map(Build.Warning::sentence).toList(),
                build.changes().map(ArgumentChanges::sentence).orElse(""),
                build.requestedBy().orElse(""),
                build.causedBy().orElse(""),
                place(build),
                build.times()
                        .ended()
                        .map(end -> Moment.length(Duration.between(build.times().requested(), end)))
                        .orElse(""));
    }

    /** A build that was just accepted, before status-service knows it. */
    static BuildView justAccepted(String id, String projectEnv, int number) {
        Moment unknown = new Moment("", "");
        return new BuildView(
                id,
                number,
                projectEnv + " #" + number,
                projectEnv,
                Phase.REQUESTED.name(),
                Phase.REQUESTED.label(),
                false,
                false,
                "",
                "",
                List.of(),
                new Timeline(List.of(new Timeline.Stop("requested", "current", unknown, ""))),
                "",
                "",
                "",
                "",
                "",
                "",
                List.of(),
                new Failure("", "", "", ""),
                List.of(),
                "",
                "",
                "",
                "",
                "");
    }

    private static String doing(Build build) {
        return switch (build.phase()) {
            case REQUESTED, QUEUED, LAUNCHED -> BuildSummary.detail(build);
            case NEEDS_VALUES, RUNNING, SUCCEEDED, FAILED, CANCELLED -> "";
        };
    }

    private static String place(Build build) {
        Optional<String> namespace = build.namespace().map(name -> "namespace " + name);
        return build.cluster()
                .map(name -> "cluster " + name + namespace.map(text -> ", " + text).orElse(""))
                .or(() -> namespace)
                .orElse("");
    }
}
