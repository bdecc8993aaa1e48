// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.api.Finalizers;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobPlannerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration BACKOFF = Duration.ofSeconds(10);

    @Test
    void aNewJobStartsItsClockAndWantsAPod() {
        JobPlan plan = plan(job().build());

        assertThat(plan.toCreate()).isEqualTo(1);
        assertThat(plan.status().getStartTime()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void aSuspendedJobWantsNoPodAndItsClockStandsStill() {
        Job suspended = job().editSpec().withSuspend(true).endSpec().build();

        JobPlan plan = plan(suspended);

        assertThat(plan.toCreate()).isZero();
        assertThat(plan.status().getStartTime()).isNull();
        assertThat(trueConditions(plan)).containsExactly("Suspended");
    }

    @Test
    void aResumedJobSaysSoAndStarts() {
        Job suspended = job().editSpec().withSuspend(true).endSpec().build();
        Job resumed =
                new JobBuilder(suspended)
                        .withStatus(plan(suspended).status())
                        .editSpec()
                        .withSuspend(false)
                        .endSpec()
                        .build();

        JobPlan plan = plan(resumed);

        assertThat(plan.toCreate()).isEqualTo(1);
        assertThat(trueConditions(plan)).isEmpty();
        assertThat(plan.status().getConditions())
                .extracting(JobCondition::getReason)
                .containsExactly("JobResumed");
    }

    @Test
    void suspendingARunningJobDeletesItsPod() {
        Job suspended = job().editSpec().withSuspend(true).endSpec().build();

        assertThat(plan(suspended, pod("Running")).toDelete()).hasSize(1);
    }

    @Test
    void successIsAnnouncedBeforeItIsComplete() {
        JobPlan first = plan(job().build(), pod("Succeeded"));
        assertThat(trueConditions(first)).containsExactly("SuccessCriteriaMet");
        assertThat(first.status().getSucceeded()).isEqualTo(1);
        assertThat(first.counted()).hasSize(1);

        JobPlan second = plan(with(first), counted("Succeeded"));

        assertThat(trueConditions(second)).containsExactly("SuccessCriteriaMet", "Complete");
        assertThat(second.status().getCompletionTime()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(second.status().getSucceeded()).isEqualTo(1);
    }

    @Test
    void aFailureBeyondTheBackoffLimitIsAnnouncedBeforeTheJobHasFailed() {
        Job job = job().editSpec().withBackoffLimit(0).endSpec().build();

        JobPlan first = plan(job, pod("Failed"));
        JobPlan second = plan(with(first), counted("Failed"));

        assertThat(trueConditions(first)).containsExactly("FailureTarget");
        assertThat(trueConditions(second)).containsExactly("FailureTarget", "Failed");
        assertThat(second.status().getConditions().getLast().getReason())
                .isEqualTo("BackoffLimitExceeded");
    }

    @Test
    void aFailedPodIsReplacedAfterTheBackoffAndNotBefore() {
        Job job = job().editSpec().withBackoffLimit(3).endSpec().build();

        JobPlan first = plan(job, pod("Failed"));
        assertThat(first.toCreate()).isZero();
        assertThat(first.lookAgain()).contains(NOON.plus(BACKOFF));

        JobPlan later =
                JobPlanner.plan(
                        with(first), List.of(counted("Failed")), NOON.plus(BACKOFF), BACKOFF);
        assertThat(later.toCreate()).isEqualTo(1);
    }

    @Test
    void anExitCodeOfTheFailurePolicyFailsTheJobWhateverItsLimit() {
        Job job =
                job().editSpec()
                        .withBackoffLimit(6)
                        .withNewPodFailurePolicy()
                        .addNewRule()
                        .withAction("FailJob")
                        .withNewOnExitCodes()
                        .withOperator("NotIn")
                        .withValues(0)
                        .endOnExitCodes()
                        .endRule()
                        .endPodFailurePolicy()
                        .endSpec()
                        .build();

        JobPlan plan = plan(job, pod("Failed"));

        JobCondition target = plan.status().getConditions().getFirst();
        assertThat(target.getType()).isEqualTo("FailureTarget");
        assertThat(target.getReason()).isEqualTo("PodFailurePolicy");
        assertThat(target.getMessage())
                .isEqualTo(
                        "Container build for pod default/build-x failed with exit code 7 matching"
                                + " FailJob rule at index 0");
    }

    @Test
    void theDeadlineEndsARunningJobAndOnlyThePodsEndMakesItFailed() {
        Job job = job().editSpec().withActiveDeadlineSeconds(60L).endSpec().build();
        JobPlan started = plan(job);
        assertThat(started.lookAgain()).contains(NOON.plusSeconds(60));

        JobPlan over =
                JobPlanner.plan(
                        with(job, started), List.of(pod("Running")), NOON.plusSeconds(60), BACKOFF);
        assertThat(trueConditions(over)).containsExactly("FailureTarget");
        assertThat(over.toDelete()).hasSize(1);

        Pod terminating =
                new PodBuilder(pod("Running"))
                        .editMetadata()
                        .withDeletionTimestamp("2026-01-01T12:01:30Z")
                        .endMetadata()
                        .build();
        JobPlan waiting =
                JobPlanner.plan(
                        with(job, over), List.of(terminating), NOON.plusSeconds(61), BACKOFF);
        assertThat(trueConditions(waiting)).containsExactly("FailureTarget");

        JobPlan gone = JobPlanner.plan(with(job, over), List.of(), NOON.plusSeconds(62), BACKOFF);
        assertThat(trueConditions(gone)).containsExactly("FailureTarget", "Failed");
        assertThat(gone.status().getConditions().getLast().getReason())
                .isEqualTo("DeadlineExceeded");
    }

    @Test
    void aFinishedJobIsLookedAtAgainWhenItsTimeIsUp() {
        Job job = job().editSpec().withTtlSecondsAfterFinished(30).endSpec().build();
        JobPlan first = plan(job, pod("Succeeded"));
        JobPlan done = plan(with(job, first), counted("Succeeded"));

        JobPlan afterwards = plan(with(job, done), counted("Succeeded"));

        assertThat(afterwards.lookAgain()).contains(NOON.plusSeconds(30));
        assertThat(afterwards.toCreate()).isZero();
    }

    @Test
    void aJobBeingDeletedMakesNoMorePods() {
        Job deleted =
                job().editMetadata()
                        .withDeletionTimestamp("2026-01-01T12:00:00Z")
                        .endMetadata()
                        .build();

        assertThat(plan(deleted).toCreate()).isZero();
    }

    private static JobPlan plan(Job job, Pod... pods) {
        return JobPlanner.plan(job, List.of(pods), NOON, BACKOFF);
    }

    private static Job with(JobPlan plan) {
        return with(job().build(), plan);
    }

    private static Job with(Job job, JobPlan plan) {
        return new JobBuilder(job).withStatus(plan.status()).build();
    }

    private static JobBuilder job() {
        return new JobBuilder()
                .withNewMetadata()
                .withName("build")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withParallelism(1)
                .withCompletions(1)
                .withBackoffLimit(6)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .endSpec()
                .endTemplate()
                .endSpec();
    }

    private static Pod pod(String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("build-x")
                .withNamespace("default")
                .addToFinalizers(Finalizers.JOB_TRACKING)
                .endMetadata()
                .withNewSpec()
                .withNodeName("hornero")
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName("build")
                .withNewState()
                .withNewTerminated()
                .withExitCode(phase.equals("Failed") ? 7 : 0)
                .withFinishedAt("2026-01-01T12:00:00Z")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod counted(String phase) {
        return new PodBuilder(pod(phase))
                .editMetadata()
                .withFinalizers(List.of())
                .endMetadata()
                .build();
    }

    private static List<String> trueConditions(JobPlan plan) {
        return plan.status().getConditions().stream()
                .filter(c -> c.getStatus().equals("True"))
                .map(JobCondition::getType)
                .toList();
    }
}
