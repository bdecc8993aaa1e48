// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.job.CreatedResource;
import dev.hornero.events.job.JobLocation;
import dev.hornero.orchestrator.imagebuild.model.Observation.Container;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Finish;
import dev.hornero.orchestrator.imagebuild.model.Observation.JobState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import dev.hornero.orchestrator.imagebuild.model.Observation.Pod;
import dev.hornero.orchestrator.imagebuild.model.Observation.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes observations step by step. */
public final class Observed {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String DIGEST = "sha256:" + "a".repeat(64);
    public static final BuildJob JOB = job(1);

    private final BuildJob job;
    private boolean suspended;
    private Optional<Instant> startedAt = Optional.of(NOON);
    private Optional<Finish> finish = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<Instant> deletionAt = Optional.empty();
    private boolean hasFinalizer = true;
    private boolean stopping;
    private Optional<Instant> scheduledAt = Optional.empty();
    private final List<Pod> pods = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    private Observed(BuildJob job) {
        this.job = job;
    }

    /** A build of the same ProjectEnv with this number and sequence. */
    public static BuildJob job(int number) {
        return new BuildJob(
                new BuildRef(
                        new BuildId(new UUID(1, number)),
                        number,
                        new ProjectEnvRef(new ProjectEnvId(new UUID(2, 1)), "shop", "prod")),
                new JobLocation("local", "builds", "prod-shop-" + number),
                "uid-" + number,
                number,
                NOON.minusSeconds(30),
                "registry.example.com",
                "prod-shop",
                List.of("latest", "build-" + number),
                Optional.empty(),
                Duration.ofMinutes(90),
                "https://git.example.com/shop.git",
                Optional.empty(),
                List.of(),
                new Workspace("10Gi", Optional.empty(), Optional.empty()),
                List.of(new CreatedResource("Job", "prod-shop-" + number)),
                Optional.empty());
    }

    /** A Job that was released at noon. */
    public static Observed launched() {
        return new Observed(JOB);
    }

    /** A Job that waits for its turn. */
    public static Observed queued() {
        return queued(JOB);
    }

    public static Observed queued(BuildJob job) {
        Observed queued = new Observed(job);
        queued.suspended = true;
        queued.startedAt = Optional.empty();
        return queued;
    }

    public Observed complete() {
        finish = Optional.of(new Finish.Complete(NOON.plusSeconds(60)));
        return this;
    }

    public Observed failed(String reason) {
        finish = Optional.of(new Finish.Failed(NOON.plusSeconds(60), reason, "message"));
        return this;
    }

    public Observed decided(Verdict given) {
        verdict = Optional.of(given);
        suspended = true;
        return this;
    }

    /** The Job controller has not heard yet that it is to stop the Job. */
    public Observed stopping() {
        stopping = true;
        return this;
    }

    /** The Job controller has not heard yet that the Job was released. */
    public Observed notStarted() {
        startedAt = Optional.empty();
        return this;
    }

    /** The Pods that follow came to their node at this time. */
    public Observed scheduledAt(Instant at) {
        scheduledAt = Optional.of(at);
        return this;
    }

    public Observed deleted() {
        deletionAt = Optional.of(NOON.plusSeconds(50));
        return this;
    }

    public Observed withoutFinalizer() {
        hasFinalizer = false;
        return this;
    }

    public Observed warning(String reason, String message) {
        warnings.add(new Warning(reason, message, NOON.plusSeconds(5)));
        return this;
    }

    /** A Pod with these states of its containers. */
    public Observed pod(Phase phase, ContainerState checkout, ContainerState build) {
        return pod(phase, Optional.empty(), Optional.empty(), Optional.empty(), checkout, build);
    }

    /** A Pod that was asked to go at this time. */
    public Observed deletedPod(
            Phase phase, Instant askedAt, ContainerState checkout, ContainerState build) {
        return pod(
                phase, Optional.empty(), Optional.empty(), Optional.of(askedAt), checkout, build);
    }

    /** The Pods so far are not in the cluster any more. */
    public Observed podsGone() {
        pods.replaceAll(Pod::asGone);
        return this;
    }

    /** A Pod that the cluster ended. */
    public Observed evictedPod(String message) {
        pods.add(
                new Pod(
                        "pod-" + pods.size(),
                        "prod-shop-1-x",
                        NOON.plusSeconds(1 + pods.size()),
                        Optional.of("node"),
                        Phase.FAILED,
                        Optional.of("Evicted"),
                        Optional.of(message),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        false,
                        List.of()));
        return this;
    }

    public Observed unschedulablePod(String message) {
        return pod(
                Phase.ALIVE,
                Optional.empty(),
                Optional.of(message),
                Optional.empty(),
                waiting(""),
                waiting(""));
    }

    private Observed pod(
            Phase phase,
            Optional<String> message,
            Optional<String> unschedulable,
            Optional<Instant> deletionRequestedAt,
            ContainerState checkout,
            ContainerState build) {
        pods.add(
                new Pod(
                        "pod-" + pods.size(),
                        "prod-shop-1-x",
                        NOON.plusSeconds(1 + pods.size()),
                        Optional.of("node"),
                        phase,
                        Optional.empty(),
                        message,
                        unschedulable,
                        scheduledAt,
                        false,
                        deletionRequestedAt,
                        false,
                        List.of(
                                new Container(Containers.CHECKOUT, checkout),
                                new Container(Containers.BUILD, build))));
        return this;
    }

    public static ContainerState waiting(String reason) {
        return new ContainerState.Waiting(reason, reason.isEmpty() ? "" : "because");
    }

    public static ContainerState running() {
        return new ContainerState.Running(NOON.plusSeconds(10));
    }

    public static ContainerState ended(int exitCode, String reason, String message) {
        return new ContainerState.Terminated(
                exitCode, reason, message, Optional.of(NOON.plusSeconds(10)), NOON.plusSeconds(40));
    }

    public static ContainerState done() {
        return ended(0, "Completed", "");
    }

    public Observation seen() {
        return new Observation(
                job,
                new JobState(
                        NOON.minusSeconds(20),
                        suspended,
                        startedAt,
                        stopping,
                        finish,
                        verdict,
                        deletionAt,
                        hasFinalizer),
                pods,
                warnings);
    }
}
