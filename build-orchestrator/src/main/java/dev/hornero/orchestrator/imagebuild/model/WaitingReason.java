// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Pod;
import dev.hornero.orchestrator.imagebuild.model.Observation.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a launched build does not move. None of these ends a Job by itself: it is published at once,
 * and the build is ended when it has lasted too long.
 *
 * @param reason the cluster's own word
 * @param since when the wait began
 * @param failure what the build fails with after the limit
 * @param timeLimit how long the wait may last
 * @param settling how long it may last before it is reported: it mostly passes at once
 * @param reportedLast when only the cluster's events report it: when they did last
 */
public record WaitingReason(
        String reason,
        String message,
        Instant since,
        BuildFailureReason failure,
        Optional<Instant> reportedLast,
        TimeLimit timeLimit,
        Duration settling) {
    /** The kubelet tries a mount again every two minutes, and complains each time. */
    private static final Duration COMPLAINTS_APART = Duration.ofSeconds(150);

    /** A claim is bound, and a Secret in the node's cache, within seconds. */
    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(10);

    private static final Pattern CLASS_NOT_FOUND =
            Pattern.compile("storageclass\\.storage\\.k8s\\.io \"[^\"]*\" not found");

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

    /** Events by which the node says what it misses. */
    private static final Set<String> NODE_EVENTS =
            Set.of("FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox");

    private static final Set<String> VOLUME_EVENTS = Set.of("ProvisioningFailed", "FailedBinding");

    /** How long a wait may last. */
    public enum TimeLimit {
        /** It will not pass by itself. */
        NONE,
        /** As for an image. */
        WAITING,
        /** As for a node: others that end make room. */
        SCHEDULING
    }

    /** What the build waits for, if it does. */
    public static Optional<WaitingReason> of(Observation seen) {
        if (seen.state().suspended() || seen.state().finish().isPresent()) {
            return Optional.empty();
        }
        List<Pod> there = seen.pods().stream().filter(pod -> !pod.gone()).toList();
        if (there.isEmpty()) {
            return last(seen, Set.of("FailedCreate"))
                    // An event stays for an hour: the Pod that it is about may have come and gone.
                    .filter(event ->
                            seen.pods().stream()
                                    .noneMatch(pod -> pod.createdAt().isAfter(event.at())))
                    .map(event -> refused(seen, event));
        }
        Pod pod = there.getLast();
        return pod.over() ? Optional.empty() : ofPod(seen, pod);
    }

    private static WaitingReason refused(Observation seen, Warning event) {
        Instant since =
                seen.pods().isEmpty() ? seen.state().startedAt().orElse(event.at()) : event.at();
        return new WaitingReason(
                event.reason(),
                "The cluster does not create the build's Pod: " + event.message(),
                since,
                BuildFailureReason.POD_REFUSED,
                Optional.empty(),
                AdmissionMessage.isPodSecurity(event.message())
                        ? TimeLimit.NONE
                        : AdmissionMessage.isQuota(event.message())
                                ? TimeLimit.SCHEDULING
                                : TimeLimit.WAITING,
                Duration.ZERO);
    }

    private static Optional<WaitingReason> ofPod(Observation seen, Pod pod) {
        if (pod.unschedulable().isPresent()) {
            // Without its volume no node takes it, and the scheduler does not say why there is
            // none.
            return last(seen, VOLUME_EVENTS)
                    .filter(_ -> isAboutVolumes(pod.unschedulable().get()))
                    .map(event -> volume(pod, event))
                    .or(() ->
                            Optional.of(
                                    new WaitingReason(
                                            "Unschedulable",
                                            "No node takes the build: " + pod.unschedulable().get(),
                                            pod.createdAt(),
                                            BuildFailureReason.UNSCHEDULABLE,
                                            Optional.empty(),
                                            TimeLimit.SCHEDULING,
                                            SETTLES_WITHIN)));
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
                        last(seen, NODE_EVENTS)
                                .filter(_ -> waits(pod))
                                .map(event -> missing(pod, event, Optional.of(event.at()))));
    }

    /** An event of a claim stays for an hour, bound or not; what the scheduler says is of now. */
    private static boolean isAboutVolumes(String complaint) {
        return complaint.toLowerCase(Locale.ROOT).contains("volume");
    }

    private static WaitingReason volume(Pod pod, Warning event) {
        boolean noDefault = event.message().contains("no storage class is set");
        boolean noSuch = CLASS_NOT_FOUND.matcher(event.message()).find();
        if (!noDefault && !noSuch) {
            return missing(pod, event, Optional.empty());
        }
        return new WaitingReason(
                "NoStorageClass",
                "The build gets no volume, for %s: set HORNERO_STORAGE_CLASS or HORNERO_VOLUME_HOST_PATH of the orchestrator. Kubernetes says: %s"
                        .formatted(
                                noDefault
                                        ? "the cluster has no default storage class"
                                        : "its storage class does not exist",
                                event.message()),
                since(pod),
                BuildFailureReason.NO_STORAGE_CLASS,
                Optional.empty(),
                TimeLimit.WAITING,
                Duration.ZERO);
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
                                Optional.empty(),
                                TimeLimit.WAITING,
                                Duration.ZERO)
                        : new WaitingReason(
                                reason,
                                "Container " + container.name() + " cannot start: " + detail,
                                since(pod),
                                BuildFailureReason.EXPIRED,
                                Optional.empty(),
                                TimeLimit.WAITING,
                                Duration.ZERO));
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

    private static WaitingReason missing(Pod pod, Warning warning, Optional<Instant> reportedLast) {
        return new WaitingReason(
                warning.reason(),
                "Something that the build needs is not there: " + warning.message(),
                since(pod),
                BuildFailureReason.EXPIRED,
                reportedLast,
                TimeLimit.WAITING,
                reportedLast.isPresent() ? SETTLES_WITHIN : Duration.ZERO);
    }

    private static Optional<Warning> last(Observation seen, Set<String> reasons) {
        return seen.warnings().stream()
                .filter(warning -> reasons.contains(warning.reason()))
                .max(Comparator.comparing(Warning::at));
    }

    /** Whether it has lasted long enough to be reported. */
    public boolean isReported(Instant now) {
        return !since.plus(settling).isAfter(now);
    }

    /** The verdict once the wait has lasted longer than it may, unless it seems to be over. */
    public Optional<Verdict.Fail> verdict(Duration limit, Duration schedulingLimit, Instant now) {
        Duration allowed =
                switch (timeLimit) {
                    case NONE -> Duration.ZERO;
                    case WAITING -> limit;
                    case SCHEDULING -> schedulingLimit;
                };
        boolean over =
                reportedLast.filter(at -> at.plus(COMPLAINTS_APART).isBefore(now)).isPresent();
        return over || since.plus(allowed).isAfter(now)
                ? Optional.empty()
                : Optional.of(new Verdict.Fail(failure, message));
    }
}
