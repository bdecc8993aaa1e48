// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Commit;
import dev.hornero.events.Event;
import dev.hornero.events.Image;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.RefusedRequest;
import dev.hornero.events.Sealed;
import dev.hornero.events.Source;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildEvent;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.imagebuild.Placement;
import dev.hornero.events.imagebuild.Resources;
import dev.hornero.events.job.BuildFailureReason;
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
import dev.hornero.events.job.JobLocation;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.scan.ArgEvidence;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.Consequence;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.events.scan.ScanEvent;
import dev.hornero.events.scan.ScanFailed;
import dev.hornero.events.scan.ScanFailureReason;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.messaging.envelope.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One build as the services would publish it, each event a second after the one before. */
public final class Story {
    public static final String FIRST_COMMIT = "a".repeat(40);
    public static final String NEWER_COMMIT = "b".repeat(40);
    public static final String CLUSTER = "main";

    private static final String DIGEST = "sha256:" + "d".repeat(64);

    private final BuildRef build;
    private final JobLocation location = new JobLocation(CLUSTER, "builds", "build-1");
    private Instant now;

    public Story(BuildRef build, Instant begin) {
        this.build = build;
        this.now = begin;
    }

    /** The first build of a ProjectEnv of its own. */
    public static Story begin(String project, Instant begin) {
        return new Story(
                new BuildRef(
                        new BuildId(UUID.randomUUID()),
                        1,
                        new ProjectEnvRef(new ProjectEnvId(UUID.randomUUID()), project, "prod")),
                begin);
    }

    /** The next build of the same ProjectEnv. */
    public Story next() {
        return new Story(
                new BuildRef(
                        new BuildId(UUID.randomUUID()), build.number() + 1, build.projectEnv()),
                now.plusSeconds(1));
    }

    /** The same build, asked for by an event. */
    public Story causedBy(String event, String source) {
        return new Story(
                new BuildRef(
                        build.id(),
                        build.number(),
                        build.projectEnv(),
                        Optional.of(event),
                        Optional.of(source)),
                now);
    }

    /** The first build of a ProjectEnv made anew under the name of one that was deleted. */
    public static Story anew(Story last, Instant begin) {
        ProjectEnvRef before = last.build.projectEnv();
        return new Story(
                new BuildRef(
                        new BuildId(UUID.randomUUID()),
                        last.build.number() + 1,
                        new ProjectEnvRef(
                                new ProjectEnvId(UUID.randomUUID()),
                                before.project(),
                                before.environment())),
                begin);
    }

    public BuildRef build() {
        return build;
    }

    private <E extends Event> Envelope<E> event(String source, E event) {
        now = now.plusSeconds(1);
        return new Envelope<>(UUID.randomUUID().toString(), source, now, Optional.empty(), event);
    }

    private <E extends Event> Envelope<E> byProjectService(E event) {
        return event("project-service", event);
    }

    private <E extends Event> Envelope<E> byScanner(E event) {
        return event("scanner-service", event);
    }

    private <E extends Event> Envelope<E> byOrchestrator(E event) {
        return event("build-orchestrator", event);
    }

    private static Source source() {
        return new Source(
                "https://git.example/shop.git",
                "prod",
                Optional.empty(),
                "Dockerfile",
                ".",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Image image() {
        return new Image(build.projectEnv().name(), List.of("latest"));
    }

    public Envelope<ProjectEnvCreated> created() {
        return byProjectService(
                new ProjectEnvCreated(
                        build, CLUSTER, "builds", source(), image(), true, Optional.of("ana")));
    }

    public Envelope<BuildRequested> requested() {
        return byProjectService(
                new BuildRequested(
                        build,
                        CLUSTER,
                        "builds",
                        source(),
                        image(),
                        true,
                        Code.of(BuildCause.REQUESTED),
                        Optional.of("ana"),
                        Optional.empty()));
    }

    public Envelope<ProjectEnvDeleted> deleted() {
        return byProjectService(new ProjectEnvDeleted(build.projectEnv(), CLUSTER, "builds"));
    }

    public static Commit commit(String sha) {
        return new Commit(sha, "Ana", Instant.parse("2026-03-01T10:00:00Z"), "Sell by weight too");
    }

    /** A scan that found one argument, of a requirement. */
    public Envelope<ArgsRequired> scannedWith(Code<ArgRequirement> requirement) {
        return byScanner(
                new ArgsRequired(
                        build,
                        commit(FIRST_COMMIT),
                        "Dockerfile",
                        DIGEST,
                        List.of(
                                new BuildArgument(
                                        "COLOUR",
                                        requirement,
                                        Optional.empty(),
                                        false,
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(2),
                                        List.of(0),
                                        Optional.empty())),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    public Envelope<ArgsRequired> scanned(String sha, String... required) {
        return byScanner(
                new ArgsRequired(
                        build,
                        commit(sha),
                        "Dockerfile",
                        DIGEST,
                        Stream.concat(
                                        Stream.of(required).map(Story::requiredArgument),
                                        Stream.of(OPTIONAL_ARGUMENT))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(
                                new ScanWarning(
                                        "SECRET_ARG",
                                        Optional.of(3),
                                        "ARG TOKEN looks like a secret.")),
                        Optional.empty()));
    }

    private static final BuildArgument OPTIONAL_ARGUMENT =
            new BuildArgument(
                    "COLOUR",
                    Code.of(ArgRequirement.OPTIONAL),
                    Optional.empty(),
                    false,
                    Optional.of("red"),
                    Optional.of("The colour of the sign."),
                    List.of(2),
                    List.of(0),
                    Optional.empty());

    private static final BuildArgument VARIANT =
            new BuildArgument(
                    "VARIANT",
                    Code.of(ArgRequirement.OPTIONAL),
                    Optional.empty(),
                    false,
                    Optional.of("prod"),
                    Optional.empty(),
                    List.of(1, 6),
                    List.of(0),
                    Optional.of(List.of(new LineDefault(1, "dev"), new LineDefault(6, "prod"))));

    private static BuildArgument requiredArgument(String name) {
        return new BuildArgument(
                name,
                Code.of(ArgRequirement.REQUIRED),
                Optional.of(Code.of(ArgEvidence.EXPLICIT)),
                false,
                Optional.empty(),
                Optional.of("What " + name + " is for."),
                List.of(1),
                List.of(0),
                Optional.empty());
    }

    public Envelope<ScanFailed> scanFailed() {
        return byScanner(
                new ScanFailed(
                        build,
                        Code.of(ScanFailureReason.DOCKERFILE_INVALID),
                        Optional.of(7),
                        "Line 7: unknown instruction: FORM. Correct it and build again."));
    }

    public Envelope<BuildNeedsValues> needsValues(String... names) {
        return needsValues(Optional.empty(), names);
    }

    /** The same by a project-service that evaluates the Dockerfile. */
    public Envelope<BuildNeedsValues> needsValues(Evaluation evaluation, String... names) {
        return needsValues(Optional.of(evaluation), names);
    }

    private Envelope<BuildNeedsValues> needsValues(
            Optional<Evaluation> evaluation, String... names) {
        return byProjectService(new BuildNeedsValues(build, List.of(names), evaluation));
    }

    /** What requires these names, and has two more arguments. */
    public static Evaluation requiring(String... names) {
        return new Evaluation(
                Stream.concat(
                                Stream.of(names)
                                        .map(name ->
                                                new EvaluatedArgument(
                                                        requiredArgument(name), List.of())),
                                Stream.of(
                                        new EvaluatedArgument(OPTIONAL_ARGUMENT, List.of()),
                                        new EvaluatedArgument(VARIANT, List.of())))
                        .toList(),
                List.of(new ScanWarning("UNKNOWN_ARG", Optional.empty(), "No ARG declares COLOR.")),
                List.of());
    }

    /** What requires a name since VARIANT has a value. */
    public static Evaluation requiringSince(Optional<String> variant, String name) {
        return new Evaluation(
                List.of(
                        new EvaluatedArgument(VARIANT, List.of()),
                        new EvaluatedArgument(
                                requiredArgument(name),
                                List.of(new GivenValue(VARIANT.name(), variant)))),
                List.of(),
                List.of());
    }

    /** What requires VARIANT, and DEVTOOLS once that is dev. */
    public static Evaluation requiringVariant() {
        return new Evaluation(
                List.of(new EvaluatedArgument(requiredArgument(VARIANT.name()), List.of())),
                List.of(),
                List.of(new Consequence(VARIANT.name(), "dev", List.of("DEVTOOLS"))));
    }

    public Envelope<ArgsResolved> resolved(String sha, long sequence) {
        return resolved(sha, sequence, Optional.empty());
    }

    /** The same by a project-service that evaluates the Dockerfile. */
    public Envelope<ArgsResolved> resolved(String sha, long sequence, Evaluation evaluation) {
        return resolved(sha, sequence, Optional.of(evaluation));
    }

    private Envelope<ArgsResolved> resolved(
            String sha, long sequence, Optional<Evaluation> evaluation) {
        return byProjectService(
                new ArgsResolved(
                        build,
                        sequence,
                        CLUSTER,
                        "builds",
                        commit(sha),
                        source(),
                        image(),
                        new Sealed("sealed.values"),
                        Optional.empty(),
                        Resources.DEFAULT,
                        Placement.ANYWHERE,
                        true,
                        Duration.ofHours(1),
                        evaluation));
    }

    public Envelope<BuildCancelRequested> cancelRequested() {
        return byProjectService(new BuildCancelRequested(build, CLUSTER, "builds", "ben"));
    }

    public Envelope<BuildCancelled> cancelled() {
        return byProjectService(new BuildCancelled(build, "ben"));
    }

    public Envelope<BuildOrderRefused> orderRefused() {
        return byProjectService(
                new BuildOrderRefused(build.projectEnv().name(), refused("branch")));
    }

    public Envelope<ProjectEnvRefused> projectEnvRefused() {
        return byProjectService(
                new ProjectEnvRefused(
                        build.projectEnv().project(),
                        build.projectEnv().environment(),
                        refused("repository")));
    }

    private static RefusedRequest refused(String field) {
        return new RefusedRequest(
                "order-service", "order-1", Optional.of(field), "That will not do.");
    }

    public Envelope<BuildFailed> givenUp() {
        return byProjectService(
                new BuildFailed(
                        build,
                        Code.of(BuildFailureReason.GIVEN_UP),
                        "An event of the build is dead letter hornero.scans.dead-letter, partition"
                                + " 1, offset 7.",
                        BuildFailureReason.GIVEN_UP.hint()));
    }

    public Envelope<BuildJobQueued> queued() {
        return byOrchestrator(new BuildJobQueued(build, location));
    }

    public Envelope<BuildJobLaunched> launched() {
        return byOrchestrator(
                new BuildJobLaunched(
                        build, location, List.of(new CreatedResource("Job", "build-1"))));
    }

    public Envelope<BuildJobStarted> started() {
        return byOrchestrator(
                new BuildJobStarted(build, location, "build-1-x", Optional.of("node-1")));
    }

    public Envelope<BuildJobProgressed> doing(BuildStep step) {
        return doing(Code.of(step));
    }

    public Envelope<BuildJobProgressed> doing(Code<BuildStep> step) {
        return doing(step, Optional.empty());
    }

    /** Building, after a checkout that left these submodules out. */
    public Envelope<BuildJobProgressed> buildingWithout(String... submodules) {
        return doing(
                Code.of(BuildStep.BUILDING),
                Optional.of(
                        Stream.of(submodules)
                                .map(path ->
                                        new ScanWarning(
                                                "SUBMODULE_LEFT_OUT",
                                                Optional.empty(),
                                                path + " is a submodule."))
                                .toList()));
    }

    private Envelope<BuildJobProgressed> doing(
            Code<BuildStep> step, Optional<List<ScanWarning>> warnings) {
        return byOrchestrator(
                new BuildJobProgressed(
                        build,
                        location,
                        Optional.of(step),
                        step.is(BuildStep.BUILDING) ? Optional.of("RUN make") : Optional.empty(),
                        Optional.empty(),
                        warnings));
    }

    public Envelope<BuildJobProgressed> waiting() {
        return byOrchestrator(
                new BuildJobProgressed(
                        build,
                        location,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(
                                new BuildJobProgressed.Waiting(
                                        "ImagePullBackOff",
                                        "The executor image cannot be pulled.")),
                        Optional.empty()));
    }

    public Envelope<BuildJobSucceeded> succeeded() {
        return succeeded(Optional.empty());
    }

    Envelope<BuildJobSucceeded> succeededWithoutRegistry() {
        return succeeded(
                Optional.of(
                        List.of(
                                new ScanWarning(
                                        "IMAGE_NOT_PUSHED",
                                        Optional.empty(),
                                        "No registry answers"))));
    }

    private Envelope<BuildJobSucceeded> succeeded(Optional<List<ScanWarning>> warnings) {
        return byOrchestrator(
                new BuildJobSucceeded(
                        build,
                        location,
                        "registry.example/prod-shop:latest",
                        List.of("latest", "1"),
                        DIGEST,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(40),
                        warnings));
    }

    public Envelope<BuildJobFailed> failed() {
        return failed(
                Code.of(BuildFailureReason.DOCKERFILE_STEP_FAILED),
                "RUN make ended with exit code 2.");
    }

    public Envelope<BuildJobFailed> failed(Code<BuildFailureReason> reason, String message) {
        return byOrchestrator(
                new BuildJobFailed(
                        build,
                        location,
                        reason,
                        message,
                        BuildFailureReason.DOCKERFILE_STEP_FAILED.hint(),
                        Optional.of(2),
                        Optional.of("RUN make")));
    }

    public Envelope<BuildJobCancelled> jobCancelled() {
        return byOrchestrator(
                new BuildJobCancelled(build, location, "Cancelled while it was building."));
    }

    /** What an event of any kind means for its build. */
    public static BuildUpdate update(Envelope<?> envelope) {
        return switch (envelope.event()) {
            case ProjectEnvCreated _ -> BuildUpdate.ofInitial(envelope.as(ProjectEnvCreated.class));
            case BuildEvent _ -> BuildUpdate.ofBuild(envelope.as(BuildEvent.class));
            case ScanEvent _ -> BuildUpdate.ofScan(envelope.as(ScanEvent.class));
            case BuildJobEvent _ -> BuildUpdate.ofJob(envelope.as(BuildJobEvent.class));
            default -> throw new IllegalArgumentException("no event of a build: " + envelope);
        };
    }

    /** The facts of any event of a build. */
    public static BuildFacts facts(Envelope<?> envelope) {
        return update(envelope).facts();
    }
}
