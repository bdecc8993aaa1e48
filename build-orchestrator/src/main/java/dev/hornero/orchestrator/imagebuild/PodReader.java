// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static dev.hornero.orchestrator.imagebuild.JobReader.text;
import static dev.hornero.orchestrator.imagebuild.JobReader.time;

import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.Container;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads Pods and events. */
final class PodReader {
    private PodReader() {}

    /** Those of these Pods that the Job made: its name may have been another's before. */
    static List<Observation.Pod> podsOf(Job job, Collection<Pod> pods) {
        return pods.stream().filter(pod -> isOwnedBy(pod, job)).map(PodReader::pod).toList();
    }

    /** The Pods that are there, and those of the others that were seen before and are not. */
    static List<Observation.Pod> withGone(
            List<Observation.Pod> there, List<Observation.Pod> before) {
        Set<String> known = there.stream().map(Observation.Pod::uid).collect(Collectors.toSet());
        return Stream.concat(
                        there.stream(),
                        before.stream()
                                .filter(pod -> !known.contains(pod.uid()))
                                .map(Observation.Pod::asGone))
                .toList();
    }

    private static boolean isOwnedBy(Pod pod, Job job) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(job.getMetadata().getUid()));
    }

    static Observation.Pod pod(Pod pod) {
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        return new Observation.Pod(
                pod.getMetadata().getUid(),
                pod.getMetadata().getName(),
                time(pod.getMetadata().getCreationTimestamp()).orElse(Instant.EPOCH),
                Optional.ofNullable(pod.getSpec().getNodeName()),
                phase(status.getPhase()),
                Optional.ofNullable(status.getReason()),
                Optional.ofNullable(status.getMessage())
                        .or(() ->
                                condition(status, "DisruptionTarget", "True")
                                        .map(PodCondition::getMessage)),
                condition(status, "PodScheduled", "False")
                        .filter(c -> "Unschedulable".equals(c.getReason()))
                        .map(c -> text(c.getMessage())),
                condition(status, "PodScheduled", "True")
                        .flatMap(c -> time(c.getLastTransitionTime())),
                condition(status, "DisruptionTarget", "True").isPresent(),
                deletionRequestedAt(pod),
                false,
                Stream.concat(
                                containers(status.getInitContainerStatuses()),
                                containers(status.getContainerStatuses()))
                        .filter(PodReader::tellsOfTheBuild)
                        .toList());
    }

    /**
     * Of containers that run beside the build, ours and those that a cluster puts in, only what
     * they wait for says anything about it.
     */
    private static boolean tellsOfTheBuild(Container container) {
        return container.name().equals(Containers.CHECKOUT)
                || container.name().equals(Containers.BUILD)
                || container.state() instanceof ContainerState.Waiting;
    }

    private static Phase phase(@Nullable String phase) {
        return switch (text(phase)) {
            case "Succeeded" -> Phase.SUCCEEDED;
            case "Failed" -> Phase.FAILED;
            default -> Phase.ALIVE;
        };
    }

    /** The deletion's timestamp is when the grace ends. */
    private static Optional<Instant> deletionRequestedAt(Pod pod) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return time(pod.getMetadata().getDeletionTimestamp())
                .map(end -> end.minusSeconds(grace == null ? 0 : grace));
    }

    private static Optional<PodCondition> condition(PodStatus status, String type, String value) {
        return Optional.ofNullable(status.getConditions()).stream()
                .flatMap(List::stream)
                .filter(c -> type.equals(c.getType()) && value.equals(c.getStatus()))
                .findFirst();
    }

    private static Stream<Container> containers(@Nullable List<ContainerStatus> statuses) {
        return statuses == null
                ? Stream.empty()
                : statuses.stream().map(status -> new Container(status.getName(), state(status)));
    }

    private static ContainerState state(ContainerStatus status) {
        if (status.getState() == null) {
            return new ContainerState.Waiting("", "");
        }
        ContainerStateTerminated end = status.getState().getTerminated();
        if (end != null) {
            return new ContainerState.Terminated(
                    end.getExitCode() == null ? 0 : end.getExitCode(),
                    text(end.getReason()),
                    text(end.getMessage()),
                    time(end.getStartedAt()),
                    time(end.getFinishedAt()).orElse(Instant.EPOCH));
        }
        if (status.getState().getRunning() != null) {
            return new ContainerState.Running(
                    time(status.getState().getRunning().getStartedAt()).orElse(Instant.EPOCH));
        }
        return status.getState().getWaiting() == null
                ? new ContainerState.Waiting("", "")
                : new ContainerState.Waiting(
                        text(status.getState().getWaiting().getReason()),
                        text(status.getState().getWaiting().getMessage()));
    }

    static Observation.Warning warning(Event event) {
        return new Observation.Warning(
                text(event.getReason()),
                text(event.getMessage()),
                time(event.getLastTimestamp())
                        .or(() ->
                                time(
                                        event.getEventTime() == null
                                                ? null
                                                : event.getEventTime().getTime()))
                        .or(() -> time(event.getMetadata().getCreationTimestamp()))
                        .orElse(Instant.EPOCH));
    }
}
