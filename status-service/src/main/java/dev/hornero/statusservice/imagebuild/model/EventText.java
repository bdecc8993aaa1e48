// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import dev.hornero.events.AcceptedBuild;
import dev.hornero.events.Code;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobLaunched;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobQueued;
import dev.hornero.events.job.BuildJobStarted;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.job.CreatedResource;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanWarning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an event says, in a sentence for people. */
final class EventText {
    private static final int SHOWN_VALUE = 60;

    private EventText() {}

    static String of(ProjectEnvCreated event) {
        return "ProjectEnv created; its initial build was requested%s."
                .formatted(by(event.requestedBy()));
    }

    static String of(BuildEvent event) {
        return switch (event) {
            case BuildRequested requested -> of(requested);
            case BuildNeedsValues needs ->
                    "Values are needed: %s."
                            .formatted(
                                    needs.missing().stream()
                                            .map(name -> name + why(name, needs.evaluation()))
                                            .collect(Collectors.joining(", ")));
            case ArgsResolved resolved ->
                    "Every value is there: queued for cluster %s at commit %s."
                            .formatted(resolved.cluster(), shortId(resolved.commit().sha()));
            case BuildCancelRequested cancel ->
                    "%s asked to cancel.".formatted(cancel.requestedBy());
            case BuildCancelled cancelled ->
                    "Cancelled by %s before it was queued.".formatted(cancelled.requestedBy());
            case BuildFailed failed -> failed.message();
        };
    }

    private static String why(String name, Optional<Evaluation> evaluation) {
        String since =
                evaluation.stream()
                        .flatMap(known -> known.arguments().stream())
                        .filter(evaluated -> evaluated.argument().name().equals(name))
                        .flatMap(evaluated -> evaluated.since().stream())
                        .map(EventText::given)
                        .collect(Collectors.joining(" and "));
        return since.isEmpty() ? "" : " (since %s)".formatted(since);
    }

    private static String given(GivenValue given) {
        return given.value()
                .map(value -> value.isEmpty() ? "empty" : shortened(value))
                .map(value -> given.name() + " is " + value)
                .orElse(given.name() + " has a value");
    }

    /** A value may be a whole file. */
    private static String shortened(String value) {
        String begin =
                value.lines()
                        .findFirst()
                        .orElse("")
                        .codePoints()
                        .limit(SHOWN_VALUE)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return begin.length() == value.length() ? begin : begin + "…";
    }

    private static String of(BuildRequested event) {
        String who = by(((AcceptedBuild) event).requestedBy());
        return event.cause()
                .known()
                .map(cause ->
                        switch (cause) {
                            case REQUESTED -> "Build requested%s.".formatted(who);
                            case REBUILD -> "Rebuild requested%s.".formatted(who);
                            case ORDERED -> "Build ordered by another service.";
                        })
                .orElseGet(() -> "Build requested%s (%s).".formatted(who, event.cause()));
    }

    static String of(ScanEvent event) {
        return switch (event) {
            case ArgsRequired required ->
                    "%s read at commit %s: %s."
                            .formatted(
                                    required.dockerfilePath(),
                                    shortId(required.commit().sha()),
                                    arguments(required.arguments()));
            case ScanFailed failed -> failed.message();
        };
    }

    static String of(BuildJobEvent event) {
        return switch (event) {
            case BuildJobQueued queued ->
                    "Job %s waits for its turn.".formatted(queued.location().job());
            case BuildJobLaunched launched ->
                    "Launched with %s."
                            .formatted(
                                    launched.resources().stream()
                                            .map(EventText::resource)
                                            .collect(Collectors.joining(", ")));
            case BuildJobStarted started ->
                    "Pod %s runs%s."
                            .formatted(
                                    started.pod(),
                                    started.node().map(node -> " on node " + node).orElse(""));
            case BuildJobProgressed progressed -> of(progressed);
            case BuildJobSucceeded succeeded ->
                    "Image %s %s, digest %s.%s"
                            .formatted(
                                    succeeded.image(),
                                    succeeded.warnings().isPresent() ? "built" : "pushed",
                                    succeeded.digest(),
                                    warnings(succeeded.warnings()));
            case BuildJobFailed failed -> failed.message();
            case BuildJobCancelled cancelled -> cancelled.message();
        };
    }

    private static String of(BuildJobProgressed event) {
        String warnings = warnings(event.warnings());
        Optional<String> step =
                event.step()
                        .map(EventText::step)
                        .map(doing ->
                                doing
                                        + event.instruction()
                                                .map(instruction -> ": " + instruction)
                                                .orElse("")
                                        + (warnings.isEmpty() ? "" : "." + warnings));
        return event.waiting()
                .map(waiting -> "Waits: %s".formatted(waiting.message()))
                .or(() -> step)
                .orElseThrow();
    }

    private static String warnings(Optional<List<ScanWarning>> warnings) {
        return warnings.orElse(List.of()).stream()
                .map(warning -> " Warning: " + warning.message())
                .collect(Collectors.joining());
    }

    private static String step(Code<BuildStep> step) {
        return step.known()
                .map(known ->
                        switch (known) {
                            case FETCHING -> "Checks the commit out";
                            case BUILDING -> "Builds the image";
                            case PUSHING -> "Pushes the image";
                        })
                .orElse(step.text());
    }

    private static String arguments(List<BuildArgument> arguments) {
        List<String> required =
                arguments.stream()
                        .filter(BuildArgument::needsValue)
                        .map(BuildArgument::name)
                        .toList();
        return required.isEmpty()
                ? "no value is required"
                : "requires " + String.join(", ", required);
    }

    private static String resource(CreatedResource resource) {
        return resource.kind() + " " + resource.name();
    }

    private static String by(Optional<String> who) {
        return who.map(name -> " by " + name).orElse("");
    }

    private static String shortId(String sha) {
        return sha.substring(0, 12);
    }
}
