// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.build.Observation.ContainerState;
import dev.hornero.orchestrator.build.Observation.Pod;
import dev.hornero.orchestrator.build.Observation.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * Why a launched build does not move. None of these ends a Job by itself: it is told at once, and
 * the build is ended when it has lasted too long.
 *
 * @param reason the cluster's own word
 * @param since when the wait began
 * @param failure what the build fails with after the limit
 */
public record WaitingReason(
        String reason, String message, Instant since, BuildFailureReason failure) {
    /** What the kubelet says while it goes on by itself. */
    private static final Set<String> NORMAL = Set.of("", "ContainerCreating", "PodInitializing");

    private static final Set<String> IMAGE =
            Set.of(
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "ImageInspectError",
                    "RegistryUnavailable");

    /** Events that say why a volume, a Secret or a Pod is missing. */
    private static final Set<String> BLOCKING_EVENTS =
            Set.of(
                    "FailedMount",
                    "FailedAttachVolume",
                    "FailedCreate",
                    "ProvisioningFailed",
                    "FailedBinding",
                    "FailedCreatePodSandBox");

    /** What the build waits for, if it does. */
    public static Optional<WaitingReason> of(Observation seen) {
        if (seen.state().suspended() || seen.state().finish().isPresent()) {
            return Optional.empty();
        }
        Instant started = seen.state().startedAt().orElse(seen.state().createdAt());
        if (seen.pods().isEmpty()) {
            return lastWarning(seen)
                    .map(warning ->
                            new WaitingReason(
                                    warning.reason(),
                                    "The cluster does not create the build's Pod: "
                                            + warning.message(),
                                    started,
                                    BuildFailureReason.EXPIRED));
        }
        Pod pod = seen.pods().getLast();
        return pod.over() ? Optional.empty() : ofPod(seen, pod);
    }

    private static Optional<WaitingReason> ofPod(Observation seen, Pod pod) {
        if (pod.unschedulable().isPresent()) {
            return Optional.of(
                    new WaitingReason(
                            "Unschedulable",
                            "No node takes the build: " + pod.unschedulable().get(),
                            pod.createdAt(),
                            BuildFailureReason.UNSCHEDULABLE));
        }
        boolean running =
                pod.containers().stream()
                        .anyMatch(c -> c.state() instanceof ContainerState.Running);
        if (running) {
            return Optional.empty();
        }
        return pod.containers().stream()
                .flatMap(c -> blocked(pod, c).stream())
                .findFirst()
                .or(() -> lastWarning(seen).filter(_ -> waits(pod)).map(w -> missing(pod, w)));
    }

    private static Optional<WaitingReason> blocked(Pod pod, Observation.Container container) {
        if (!(container.state() instanceof ContainerState.Waiting(var reason, var message))
                || NORMAL.contains(reason)) {
            return Optional.empty();
        }
        String detail = message.isBlank() ? reason : message;
        return Optional.of(
                IMAGE.contains(reason)
                        ? new WaitingReason(
                                reason,
                                "The image of container "
                                        + container.name()
                                        + " cannot be pulled: "
                                        + detail,
                                pod.createdAt(),
                                BuildFailureReason.IMAGE_PULL_FAILED)
                        : new WaitingReason(
                                reason,
                                "Container " + container.name() + " cannot start: " + detail,
                                pod.createdAt(),
                                BuildFailureReason.EXPIRED));
    }

    private static boolean waits(Pod pod) {
        return pod.containers().stream().allMatch(c -> c.state() instanceof ContainerState.Waiting);
    }

    private static WaitingReason missing(Pod pod, Warning warning) {
        return new WaitingReason(
                warning.reason(),
                "Something that the build needs is not there: " + warning.message(),
                pod.createdAt(),
                BuildFailureReason.EXPIRED);
    }

    private static Optional<Warning> lastWarning(Observation seen) {
        return seen.warnings().stream()
                .filter(warning -> BLOCKING_EVENTS.contains(warning.reason()))
                .max(Comparator.comparing(Warning::at));
    }

    /** The verdict once the wait has lasted longer than it may. */
    public Optional<Verdict.Fail> verdict(Duration limit, Duration schedulingLimit, Instant now) {
        Duration allowed = failure == BuildFailureReason.UNSCHEDULABLE ? schedulingLimit : limit;
        return since.plus(allowed).isAfter(now)
                ? Optional.empty()
                : Optional.of(new Verdict.Fail(failure, message));
    }
}
