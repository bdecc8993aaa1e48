// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.Code;
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
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.orchestrator.imagebuild.model.Observation.Container;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change of a build that is to be published. The same observation gives the same changes, on
 * every instance.
 *
 * @param state names the change within the Job; with the Job's uid it makes the event's id
 * @param at when it happened in the cluster
 */
public record BuildStateChange(String state, Instant at, BuildJobEvent event) {
    public BuildStateChange {
        requireNonNull(state, "state");
        requireNonNull(at, "at");
        requireNonNull(event, "event");
    }

    /** Everything but the end that an observation shows now, oldest first. */
    public static List<BuildStateChange> of(Observation seen, Instant now) {
        List<BuildStateChange> changes = new ArrayList<>();
        BuildJob job = seen.job();
        changes.add(
                new BuildStateChange(
                        "queued",
                        seen.state().createdAt(),
                        new BuildJobQueued(job.build(), job.location())));
        seen.releasedAt()
                .ifPresent(at ->
                        changes.add(
                                new BuildStateChange(
                                        "launched",
                                        at,
                                        new BuildJobLaunched(
                                                job.build(), job.location(), job.resources()))));
        seen.pods().forEach(pod -> ofPod(job, pod, changes));
        WaitingReason.of(seen)
                .filter(waiting -> waiting.isReported(now))
                .ifPresent(waiting -> changes.add(waiting(seen, waiting)));
        return changes;
    }

    private static void ofPod(BuildJob job, Pod pod, List<BuildStateChange> changes) {
        for (Container container : pod.containers()) {
            startOf(container).ifPresent(at -> ofContainer(job, pod, container, at, changes));
        }
    }

    private static void ofContainer(
            BuildJob job,
            Pod pod,
            Container container,
            Instant at,
            List<BuildStateChange> changes) {
        boolean checkout = container.name().equals(Containers.CHECKOUT);
        Optional<List<ScanWarning>> warnings =
                Optional.of(pod.leftOut()).filter(found -> !checkout && !found.isEmpty());
        if (checkout) {
            changes.add(
                    new BuildStateChange(
                            "started " + pod.uid(),
                            at,
                            new BuildJobStarted(
                                    job.build(), job.location(), pod.name(), pod.node())));
        }
        changes.add(
                step(
                        job,
                        pod.uid(),
                        checkout ? BuildStep.FETCHING : BuildStep.BUILDING,
                        Optional.empty(),
                        warnings,
                        at));
    }

    /**
     * A step that was reached; {@code where} distinguishes it from the same step reached elsewhere.
     */
    public static BuildStateChange step(
            BuildJob job, String where, BuildStep step, Optional<String> instruction, Instant at) {
        return step(job, where, step, instruction, Optional.empty(), at);
    }

    private static BuildStateChange step(
            BuildJob job,
            String where,
            BuildStep step,
            Optional<String> instruction,
            Optional<List<ScanWarning>> warnings,
            Instant at) {
        return new BuildStateChange(
                step + " " + where,
                at,
                new BuildJobProgressed(
                        job.build(),
                        job.location(),
                        Optional.of(Code.of(step)),
                        instruction,
                        Optional.empty(),
                        warnings));
    }

    private static BuildStateChange waiting(Observation seen, WaitingReason waiting) {
        String pod = seen.pods().isEmpty() ? "no pod" : seen.pods().getLast().uid();
        return waiting(seen.job(), pod, waiting.reason(), waiting.message(), waiting.since());
    }

    /** The build's turn has come, and its registry gives no credentials or no repository yet. */
    public static BuildStateChange waitingForRegistry(BuildJob job, String message, Instant since) {
        return waiting(job, "no pod", "RegistryUnavailable", message, since);
    }

    /** The build's turn has come, and the cluster does not allow its release yet. */
    public static BuildStateChange waitingForCluster(
            BuildJob job, String reason, String message, Instant since) {
        return waiting(job, "no pod", reason, message, since);
    }

    private static BuildStateChange waiting(
            BuildJob job, String where, String reason, String message, Instant since) {
        return new BuildStateChange(
                "waiting " + where + " " + reason,
                since,
                new BuildJobProgressed(
                        job.build(),
                        job.location(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new BuildJobProgressed.Waiting(reason, message)),
                        Optional.empty()));
    }

    /** The end; {@code digest} is what the Pod or else the registry says. */
    public static BuildStateChange end(
            Observation seen, BuildOutcome outcome, Optional<String> digest) {
        BuildJob job = seen.job();
        return switch (outcome) {
            case BuildOutcome.Succeeded(_, var notPushed, var at) ->
                    digest.map(d -> succeeded(seen, d, notPushed, at))
                            .orElseGet(() ->
                                    withoutDigest(
                                            job, "the registry has no image of this build", at));
            case BuildOutcome.Failed(var failure, var at) -> failed(job, failure, at);
            case BuildOutcome.Cancelled(var message, var at) ->
                    new BuildStateChange(
                            "cancelled",
                            at,
                            new BuildJobCancelled(job.build(), job.location(), message));
        };
    }

    /**
     * The end of a build that completed and whose digest is not known.
     *
     * @param reason the rest of a sentence, without its full stop
     */
    public static BuildStateChange withoutDigest(BuildJob job, String reason, Instant at) {
        return failed(
                job,
                BuildOutcome.Failure.of(
                        BuildFailureReason.UNKNOWN,
                        "The Job completed, but its Pod is gone and " + reason + "."),
                at);
    }

    private static BuildStateChange succeeded(
            Observation seen, String digest, Optional<String> notPushed, Instant at) {
        BuildJob job = seen.job();
        Instant released = seen.releasedAt().orElse(seen.state().createdAt());
        return new BuildStateChange(
                "succeeded",
                at,
                new BuildJobSucceeded(
                        job.build(),
                        job.location(),
                        job.image(),
                        job.tags(),
                        digest,
                        between(job.resolvedAt(), released),
                        between(released, at),
                        notPushed.map(BuildStateChange::imageNotPushed)));
    }

    private static List<ScanWarning> imageNotPushed(String message) {
        return List.of(new ScanWarning("IMAGE_NOT_PUSHED", Optional.empty(), message));
    }

    private static BuildStateChange failed(BuildJob job, BuildOutcome.Failure failure, Instant at) {
        return new BuildStateChange(
                "failed",
                at,
                new BuildJobFailed(
                        job.build(),
                        job.location(),
                        Code.of(failure.reason()),
                        failure.message(),
                        failure.reason().hint(),
                        failure.exitCode(),
                        failure.instruction()));
    }

    private static Optional<Instant> startOf(Container container) {
        return switch (container.state()) {
            case ContainerState.Waiting _ -> Optional.empty();
            case ContainerState.Running(var since) -> Optional.of(since);
            case ContainerState.Terminated(_, _, _, var startedAt, _) -> startedAt;
        };
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
