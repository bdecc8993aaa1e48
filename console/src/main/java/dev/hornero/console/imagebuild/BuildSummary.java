// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.page.Moment;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.MissingValue;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A build in a list of builds. */
public record BuildSummary(
        String id,
        int number,
        String phase,
        String phaseLabel,
        Moment since,
        String branch,
        String commit,
        String subject,
        String detail) {

    public static BuildSummary of(Build build, Clock clock) {
        return new BuildSummary(
                build.id(),
                build.number(),
                build.phase().name(),
                build.phase().label(),
                Moment.of(build.times().ended().orElse(build.times().requested()), clock),
                build.branch().orElse(""),
                build.commit().map(Build.Commit::abbreviated).orElse(""),
                build.commit().flatMap(Build.Commit::subject).orElse(""),
                detail(build));
    }

    /** In a few words what the phase alone does not say; empty where there is nothing to add. */
    public static String detail(Build build) {
        return switch (build.phase()) {
            case REQUESTED, LAUNCHED -> waiting(build).orElse("");
            case NEEDS_VALUES ->
                    build.missing().stream()
                            .map(MissingValue::name)
                            .collect(Collectors.joining(", ", "needs ", ""));
            case QUEUED -> waiting(build).or(() -> queue(build)).orElse("");
            case RUNNING ->
                    Stream.of(build.step().map(BuildSummary::stepLabel), build.instruction())
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(": "));
            case SUCCEEDED -> build.image().or(build::digest).orElse("");
            case FAILED -> build.message().or(build::reason).orElse("");
            case CANCELLED -> build.message().orElse("");
        };
    }

    /** What a step does, for people. */
    static String stepLabel(String step) {
        return switch (step) {
            case "FETCHING" -> "fetching the commit";
            case "BUILDING" -> "building";
            case "PUSHING" -> "pushing the image";
            // A step of a later version
            default -> step;
        };
    }

    static Optional<String> waiting(Build build) {
        return build.waiting().map(waiting -> waiting.message().orElse(waiting.reason()));
    }

    private static Optional<String> queue(Build build) {
        return build.ahead()
                .filter(count -> count > 0)
                .map(count -> count == 1 ? "1 build ahead" : count + " builds ahead");
    }
}
