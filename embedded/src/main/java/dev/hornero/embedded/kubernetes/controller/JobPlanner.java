// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import static dev.hornero.embedded.kubernetes.controller.JobConditions.COMPLETE;
import static dev.hornero.embedded.kubernetes.controller.JobConditions.FAILED;
import static dev.hornero.embedded.kubernetes.controller.JobConditions.FAILURE_TARGET;
import static dev.hornero.embedded.kubernetes.controller.JobConditions.SUCCESS_CRITERIA_MET;
import static dev.hornero.embedded.kubernetes.controller.JobConditions.SUSPENDED;

import dev.hornero.embedded.kubernetes.api.Finalizers;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.PodPhases;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.UncountedTerminatedPodsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides the next step of a Job from it and its pods; a step at a time, so that the conditions
 * appear in Kubernetes' order: the target first, the end when no pod is left running.
 */
final class JobPlanner {

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(6);

    private final Job job;
    private final List<Pod> pods;
    private final Instant now;
    private final Duration firstBackoff;
    private final JobStatus status;
    private final List<Pod> counted = new ArrayList<>();
    private final List<Pod> toDelete = new ArrayList<>();
    private final List<JobPlan.News> news = new ArrayList<>();
    private int toCreate;
    private Optional<Instant> lookAgain = Optional.empty();

    private JobPlanner(Job job, List<Pod> pods, Instant now, Duration firstBackoff) {
        this.job = job;
        this.pods = pods;
        this.now = now;
        this.firstBackoff = firstBackoff;
        this.status =
                job.getStatus() == null
                        ? new JobStatus()
                        : new JobStatusBuilder(job.getStatus()).build();
    }

    /**
     * @param pods every pod that the Job controls
     * @param firstBackoff how long a first failed pod is waited upon; doubles with each further
     */
    static JobPlan plan(Job job, List<Pod> pods, Instant now, Duration firstBackoff) {
        var planner = new JobPlanner(job, pods, now, firstBackoff);
        planner.plan();
        return new JobPlan(
                planner.status,
                planner.counted,
                planner.toDelete,
                planner.toCreate,
                planner.news,
                planner.lookAgain);
    }

    private void plan() {
        if (JobConditions.isFinished(status)) {
            pods.stream().filter(JobPlanner::isTracked).forEach(counted::add);
            expire();
            return;
        }
        startClock();
        countTerminated();
        meetLimits();
        manage();
        summarize();
    }

    private boolean suspended() {
        return Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    private void startClock() {
        if (suspended()) {
            if (!JobConditions.isTrue(status, SUSPENDED)) {
                news.add(new JobPlan.News(false, "Suspended", "Job suspended"));
            }
            status.setStartTime(null);
            JobConditions.set(status, SUSPENDED, true, "JobSuspended", "Job suspended", now);
            return;
        }
        if (JobConditions.isTrue(status, SUSPENDED)) {
            JobConditions.set(status, SUSPENDED, false, "JobResumed", "Job resumed", now);
            news.add(new JobPlan.News(false, "Resumed", "Job resumed"));
        }
        if (status.getStartTime() == null) {
            status.setStartTime(Metadata.timestamp(now));
        }
    }

    private void countTerminated() {
        for (Pod pod : pods) {
            if (!isTracked(pod) || !isOver(pod)) {
                continue;
            }
            counted.add(pod);
            if (PodPhases.SUCCEEDED.equals(pod.getStatus().getPhase())) {
                status.setSucceeded(number(status.getSucceeded()) + 1);
                continue;
            }
            switch (FailurePolicy.judge(job, pod)) {
                case FailurePolicy.Verdict.Count() ->
                        status.setFailed(number(status.getFailed()) + 1);
                case FailurePolicy.Verdict.FailJob(String message) -> {
                    status.setFailed(number(status.getFailed()) + 1);
                    fail("PodFailurePolicy", message);
                }
            }
        }
    }

    private void meetLimits() {
        if (JobConditions.isTrue(status, FAILURE_TARGET)
                || JobConditions.isTrue(status, SUCCESS_CRITERIA_MET)) {
            return;
        }
        int limit = number(job.getSpec().getBackoffLimit());
        if (number(status.getFailed()) > limit) {
            fail("BackoffLimitExceeded", "Job has reached the specified backoff limit");
            return;
        }
        deadline()
                .ifPresent(end -> {
                    if (end.isAfter(now)) {
                        lookAt(end);
                    } else {
                        fail("DeadlineExceeded", "Job was active longer than specified deadline");
                    }
                });
        if (!JobConditions.isTrue(status, FAILURE_TARGET)
                && number(status.getSucceeded()) >= number(job.getSpec().getCompletions())) {
            JobConditions.set(
                    status,
                    SUCCESS_CRITERIA_MET,
                    true,
                    "CompletionsReached",
                    "Reached expected number of succeeded pods",
                    now);
        }
    }

    private Optional<Instant> deadline() {
        Long seconds = job.getSpec().getActiveDeadlineSeconds();
        return seconds == null || status.getStartTime() == null
                ? Optional.empty()
                : Optional.of(Instant.parse(status.getStartTime()).plusSeconds(seconds));
    }

    private void fail(String reason, String message) {
        if (!JobConditions.isTrue(status, FAILURE_TARGET)) {
            JobConditions.set(status, FAILURE_TARGET, true, reason, message, now);
        }
    }

    private void manage() {
        List<Pod> active = pods.stream().filter(JobPlanner::isActive).toList();
        Optional<JobCondition> failing = JobConditions.find(status, FAILURE_TARGET);
        boolean succeeding = JobConditions.isTrue(status, SUCCESS_CRITERIA_MET);
        boolean targetStoodBefore =
                job.getStatus() != null
                        && (JobConditions.isTrue(job.getStatus(), FAILURE_TARGET)
                                || JobConditions.isTrue(job.getStatus(), SUCCESS_CRITERIA_MET));
        if (failing.isPresent() || succeeding) {
            toDelete.addAll(active);
            boolean nobodyLeft = pods.stream().allMatch(JobPlanner::isOver);
            if (nobodyLeft && targetStoodBefore) {
                failing.ifPresentOrElse(this::finishFailed, this::finishComplete);
            }
        } else if (suspended()) {
            toDelete.addAll(active);
        } else if (job.getMetadata().getDeletionTimestamp() == null) {
            fillUp(active);
        }
    }

    private void fillUp(List<Pod> active) {
        int wanted =
                Math.min(
                        number(job.getSpec().getParallelism()),
                        number(job.getSpec().getCompletions()) - number(status.getSucceeded()));
        // With a failure policy a pod is replaced only once it has failed for good.
        boolean waitsForEnds = "Failed".equals(job.getSpec().getPodReplacementPolicy());
        long terminating =
                waitsForEnds ? pods.stream().filter(JobPlanner::isTerminating).count() : 0;
        long missing = wanted - active.size() - terminating;
        if (missing <= 0) {
            return;
        }
        Optional<Instant> earliest = backoffEnd().filter(end -> end.isAfter(now));
        if (earliest.isPresent()) {
            lookAt(earliest.get());
        } else {
            toCreate = (int) missing;
        }
    }

    private Optional<Instant> backoffEnd() {
        int failures = number(status.getFailed());
        if (failures == 0) {
            return Optional.empty();
        }
        Duration wait = firstBackoff.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration bounded = wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
        return pods.stream()
                .filter(pod -> PodPhases.FAILED.equals(phase(pod)))
                .filter(p -> FailurePolicy.judge(job, p) instanceof FailurePolicy.Verdict.Count)
                .map(pod -> endOf(pod).orElse(now))
                .max(Instant::compareTo)
                .map(last -> last.plus(bounded));
    }

    private static Optional<Instant> endOf(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
                .map(ContainerStateTerminated::getFinishedAt)
                .filter(at -> at != null)
                .map(Instant::parse)
                .max(Instant::compareTo);
    }

    private void finishFailed(JobCondition target) {
        JobConditions.set(status, FAILED, true, target.getReason(), target.getMessage(), now);
        news.add(new JobPlan.News(true, target.getReason(), target.getMessage()));
    }

    private void finishComplete() {
        JobConditions.set(
                status,
                COMPLETE,
                true,
                "CompletionsReached",
                "Reached expected number of succeeded pods",
                now);
        status.setCompletionTime(Metadata.timestamp(now));
        news.add(new JobPlan.News(false, "Completed", "Job completed"));
    }

    private void summarize() {
        status.setActive(orNone(pods.stream().filter(JobPlanner::isActive).count()));
        status.setTerminating((int) pods.stream().filter(JobPlanner::isTerminating).count());
        status.setReady((int) pods.stream().filter(JobPlanner::isReady).count());
        status.setUncountedTerminatedPods(new UncountedTerminatedPodsBuilder().build());
    }

    private void expire() {
        Integer ttl = job.getSpec().getTtlSecondsAfterFinished();
        if (ttl != null) {
            JobConditions.finishedAt(status)
                    .map(end -> end.plusSeconds(ttl))
                    .ifPresent(this::lookAt);
        }
    }

    private void lookAt(Instant time) {
        if (lookAgain.isEmpty() || time.isBefore(lookAgain.get())) {
            lookAgain = Optional.of(time);
        }
    }

    static boolean isTracked(Pod pod) {
        return pod.getMetadata().getFinalizers().contains(Finalizers.JOB_TRACKING);
    }

    private static boolean isOver(Pod pod) {
        // A pod deleted before it came to a node will never end any other way.
        boolean nobodyRunsIt = pod.getSpec().getNodeName() == null && isDeleted(pod);
        return PodPhases.isFinal(phase(pod)) || nobodyRunsIt;
    }

    private static boolean isActive(Pod pod) {
        return !isOver(pod) && !isDeleted(pod);
    }

    private static boolean isTerminating(Pod pod) {
        return !isOver(pod) && isDeleted(pod);
    }

    private static boolean isReady(Pod pod) {
        return isActive(pod)
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static boolean isDeleted(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static String phase(Pod pod) {
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return phase == null ? PodPhases.PENDING : phase;
    }

    private static @org.jspecify.annotations.Nullable Integer orNone(long count) {
        return count == 0 ? null : (int) count;
    }

    private static int number(@org.jspecify.annotations.Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
