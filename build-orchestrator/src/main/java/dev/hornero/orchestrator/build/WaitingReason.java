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
import java.util.stream.Stream;

/**
 * Why a launched build does not move. None of these ends a Job by itself: it is told at once, and
 * the build is ended when it has lasted too long.
 *
 * @param reason the cluster's own word
 * @param since when the wait began
 * @param failure what the build fails with after the limit
 * @param toldLast when only the cluster's events tell of it: when they did last
 */
public record WaitingReason(
        String reason,
        String message,
        Instant since,
        BuildFailureReason failure,
        Optional<Instant> toldLast) {
    /** The kubelet tries a mount again every two minutes, and complains each time. */
    private static final Duration COMPLAINTS_APART = Duration.ofSeconds(150);

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

    private static final Set<String> VOLUME_EVENTS = Set.of("ProvisioningFailed", "FailedBinding");

    /** What the build waits for, if it does. */
    public static Optional<WaitingReason> of(Observation seen) {
        if (seen.state().suspended() || seen.state().finish().isPresent()) {
            return Optional.empty();
        }
        if (seen.pods().isEmpty()) {
            return lastWarning(seen)
                    .map(warning ->
                            new WaitingReason(
                                    warning.reason(),
                                    "The cluster does not create the build's Pod: "
                                            + warning.message(),
                                    seen.state().startedAt().orElse(warning.at()),
                                    BuildFailureReason.EXPIRED,
                                    Optional.empty()));
        }
        Pod pod = seen.pods().getLast();
        return pod.over() ? Optional.empty() : ofPod(seen, pod);
    }

    private static Optional<WaitingReason> ofPod(Observation seen, Pod pod) {
        if (pod.unschedulable().isPresent()) {
            // Without its volume no node takes it, and the scheduler does not say why there is
            // none.
            return lastWarning(seen)
                    .filter(warning -> VOLUME_EVENTS.contains(warning.reason()))
                    .map(warning -> missing(pod, warning, Optional.empty()))
                    .or(() ->
                            Optional.of(
                                    new WaitingReason(
                                            "Unschedulable",
                                            "No node takes the build: " + pod.unschedulable().get(),
                                            pod.createdAt(),
                                            BuildFailureReason.UNSCHEDULABLE,
                                            Optional.empty())));
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
                .or(() ->
                        lastWarning(seen)
                                .filter(_ -> waits(pod))
                                .map(w -> missing(pod, w, Optional.of(w.at()))));
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
                                since(pod),
                                BuildFailureReason.IMAGE_PULL_FAILED,
                                Optional.empty())
                        : new WaitingReason(
                                reason,
                                "Container " + container.name() + " cannot start: " + detail,
                                since(pod),
                                BuildFailureReason.EXPIRED,
                                Optional.empty()));
    }

    /** A node may have been made for it first, and the checkout may have taken long. */
    private static Instant since(Pod pod) {
        Stream<Instant> ends =
                pod.containers().stream()
                        .flatMap(container -> BuildOutcome.terminated(container).stream())
                        .map(ContainerState.Terminated::finishedAt);
        return Stream.concat(pod.scheduledAt().stream(), ends)
                .max(Comparator.naturalOrder())
                .orElse(pod.createdAt());
    }

    private static boolean waits(Pod pod) {
        return pod.containers().stream().allMatch(c -> c.state() instanceof ContainerState.Waiting);
    }

    private static WaitingReason missing(Pod pod, Warning warning, Optional<Instant> toldLast) {
        return new WaitingReason(
                warning.reason(),
                "Something that the build needs is not there: " + warning.message(),
                since(pod),
                BuildFailureReason.EXPIRED,
                toldLast);
    }

    private static Optional<Warning> lastWarning(Observation seen) {
        return seen.warnings().stream()
                .filter(warning -> BLOCKING_EVENTS.contains(warning.reason()))
                .max(Comparator.comparing(Warning::at));
    }

    /** The verdict once the wait has lasted longer than it may, unless it seems to be over. */
    public Optional<Verdict.Fail> verdict(Duration limit, Duration schedulingLimit, Instant now) {
        Duration allowed = failure == BuildFailureReason.UNSCHEDULABLE ? schedulingLimit : limit;
        boolean over = toldLast.filter(at -> at.plus(COMPLAINTS_APART).isBefore(now)).isPresent();
        return over || since.plus(allowed).isAfter(now)
                ? Optional.empty()
                : Optional.of(new Verdict.Fail(failure, message));
    }
}
