// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.scan.ScanWarning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the cluster shows of one build at one moment.
 *
 * @param pods oldest first; those that are gone too, as far as they were seen
 * @param warnings what the cluster's events complain about, of the Job, its Pods and its claim
 */
public record Observation(BuildJob job, JobState state, List<Pod> pods, List<Warning> warnings) {
    public Observation {
        requireNonNull(job, "job");
        requireNonNull(state, "state");
        pods = pods.stream().sorted(Comparator.comparing(Pod::createdAt)).toList();
        warnings = List.copyOf(warnings);
    }

    /**
     * The Job's own state.
     *
     * @param startedAt when it was released last
     * @param stopping it was suspended, and the Job controller has not said yet that it stopped it:
     *     a Pod may be on its way
     * @param hasFinalizer whether it still carries our finalizer: its end is not published yet
     */
    public record JobState(
            Instant createdAt,
            boolean suspended,
            Optional<Instant> startedAt,
            boolean stopping,
            Optional<Finish> finish,
            Optional<Verdict> verdict,
            Optional<Instant> deletionAt,
            boolean hasFinalizer) {
        public JobState {
            requireNonNull(createdAt, "createdAt");
            requireNonNull(startedAt, "startedAt");
            requireNonNull(finish, "finish");
            requireNonNull(verdict, "verdict");
            requireNonNull(deletionAt, "deletionAt");
        }
    }

    /** How the Job controller ended the Job. */
    public sealed interface Finish {
        Instant at();

        record Complete(Instant at) implements Finish {}

        /** The reason is such as {@code DeadlineExceeded} or {@code PodFailurePolicy}. */
        record Failed(Instant at, String reason, String message) implements Finish {}
    }

    /**
     * A Pod of the Job.
     *
     * @param reason why the Pod as a whole failed, such as {@code Evicted}
     * @param unschedulable the scheduler's complaint while there is no node
     * @param scheduledAt when it came to its node
     * @param disrupted it was ended by the cluster, not by what it ran
     * @param gone it is not in the cluster any more; the rest is what was seen of it last
     */
    public record Pod(
            String uid,
            String name,
            Instant createdAt,
            Optional<String> node,
            Phase phase,
            Optional<String> reason,
            Optional<String> message,
            Optional<String> unschedulable,
            Optional<Instant> scheduledAt,
            boolean disrupted,
            Optional<Instant> deletionRequestedAt,
            boolean gone,
            List<Container> containers) {
        private static final Pattern LEFT_OUT = Pattern.compile("([A-Z_]+) (.+)");

        public Pod {
            requireNonNull(uid, "uid");
            requireNonNull(name, "name");
            requireNonNull(createdAt, "createdAt");
            requireNonNull(node, "node");
            requireNonNull(phase, "phase");
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
            requireNonNull(unschedulable, "unschedulable");
            requireNonNull(scheduledAt, "scheduledAt");
            requireNonNull(deletionRequestedAt, "deletionRequestedAt");
            containers = List.copyOf(containers);
        }

        /** Whether none of its containers will run any more. */
        public boolean over() {
            return gone || phase != Phase.ALIVE;
        }

        /** The same Pod once it is not in the cluster any more. */
        public Pod asGone() {
            return new Pod(
                    uid,
                    name,
                    createdAt,
                    node,
                    phase,
                    reason,
                    message,
                    unschedulable,
                    scheduledAt,
                    disrupted,
                    deletionRequestedAt,
                    true,
                    containers);
        }

        public Optional<Container> container(String container) {
            return containers.stream().filter(c -> c.name().equals(container)).findFirst();
        }

        /**
         * What a checkout that ended well left out of the build context: a code and a sentence in
         * each line of its termination message.
         */
        public List<ScanWarning> leftOut() {
            return container(Containers.CHECKOUT)
                    .flatMap(BuildOutcome::terminated)
                    .filter(end -> end.exitCode() == 0)
                    .stream()
                    .flatMap(end -> end.message().lines())
                    .map(LEFT_OUT::matcher)
                    .filter(Matcher::matches)
                    .map(line -> new ScanWarning(line.group(1), Optional.empty(), line.group(2)))
                    .toList();
        }
    }

    public enum Phase {
        ALIVE,
        SUCCEEDED,
        FAILED
    }

    /** A container of a Pod, init or not. */
    public record Container(String name, ContainerState state) {}

    public sealed interface ContainerState {
        /** The reason is empty while the kubelet has not said anything. */
        record Waiting(String reason, String message) implements ContainerState {}

        record Running(Instant since) implements ContainerState {}

        record Terminated(
                int exitCode,
                String reason,
                String message,
                Optional<Instant> startedAt,
                Instant finishedAt)
                implements ContainerState {}
    }

    /** A complaint in the cluster's events. */
    public record Warning(String reason, String message, Instant at) {}

    /** Whether the build was released, at any time. */
    public boolean released() {
        return state.startedAt().isPresent() || !state.suspended() || !pods.isEmpty();
    }

    /** When the Job controller released it, which is later than the request. */
    public Optional<Instant> releasedAt() {
        return state.startedAt()
                .or(() ->
                        pods.isEmpty()
                                ? Optional.empty()
                                : Optional.of(pods.getFirst().createdAt()));
    }

    /**
     * Whether its Pods may have been seen before they were what ended it: every kind of object is
     * watched apart, and a change of a Job may arrive sooner than that of the Pod it counted.
     */
    public boolean podsMayBeLate() {
        boolean countedAlive = state.finish().isPresent() && !pods.stream().allMatch(Pod::over);
        return released() && (pods.isEmpty() || countedAlive);
    }

    /** Whether anything of the build may still run. */
    public boolean alive() {
        return state.stopping() || pods.stream().anyMatch(pod -> !pod.over());
    }
}
