// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static dev.hornero.orchestrator.imagebuild.model.Observed.DIGEST;
import static dev.hornero.orchestrator.imagebuild.model.Observed.NOON;
import static dev.hornero.orchestrator.imagebuild.model.Observed.done;
import static dev.hornero.orchestrator.imagebuild.model.Observed.ended;
import static dev.hornero.orchestrator.imagebuild.model.Observed.launched;
import static dev.hornero.orchestrator.imagebuild.model.Observed.queued;
import static dev.hornero.orchestrator.imagebuild.model.Observed.running;
import static dev.hornero.orchestrator.imagebuild.model.Observed.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome.Cancelled;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome.Failed;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome.Succeeded;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildOutcomeTest {
    private static final Verdict CANCEL = new Verdict.Cancel("ada");

    @Test
    void aBuildThatWaitsOrRunsHasNotEnded() {
        assertThat(outcome(queued())).isEmpty();
        assertThat(outcome(launched())).isEmpty();
        assertThat(outcome(launched().pod(Phase.ALIVE, done(), running()))).isEmpty();
    }

    @Test
    void anExecutorThatEndedWellHasPushedTheImage() {
        assertThat(
                        outcome(
                                launched()
                                        .pod(
                                                Phase.SUCCEEDED,
                                                done(),
                                                ended(0, "Completed", DIGEST + "\n"))))
                .contains(
                        new Succeeded(Optional.of(DIGEST), Optional.empty(), NOON.plusSeconds(40)));
    }

    @Test
    void anExecutorThatFoundNoRegistrySaysSoAfterTheDigest() {
        String message = DIGEST + "\nnot pushed: no registry answers\n";

        assertThat(outcome(launched().pod(Phase.SUCCEEDED, done(), ended(0, "Completed", message))))
                .contains(
                        new Succeeded(
                                Optional.of(DIGEST),
                                Optional.of("no registry answers"),
                                NOON.plusSeconds(40)));
    }

    @Test
    void aDigestOfAnExecutorThatFailedIsNoSuccess() {
        assertThat(
                        outcome(
                                launched()
                                        .failed("PodFailurePolicy")
                                        .pod(Phase.FAILED, done(), ended(1, "Error", DIGEST))))
                .get()
                .isInstanceOf(Failed.class);
    }

    @Test
    void aCompleteJobWithoutItsPodHasADigestThatSomebodyElseKnows() {
        assertThat(outcome(launched().complete()))
                .contains(new Succeeded(Optional.empty(), Optional.empty(), NOON.plusSeconds(60)));
    }

    @Test
    void aCancelledBuildHasEndedWhenItsPodIsGone() {
        assertThat(outcome(launched().decided(CANCEL).pod(Phase.ALIVE, done(), running())))
                .isEmpty();
        assertThat(outcome(launched().decided(CANCEL)))
                .get()
                .isInstanceOfSatisfying(
                        Cancelled.class, end -> assertThat(end.message()).contains("ada"));
    }

    @Test
    void aCancelledBuildInTheQueueHasEndedAtOnce() {
        assertThat(outcome(queued().decided(CANCEL)))
                .contains(new Cancelled("The build was cancelled by ada before it ran.", NOON));
    }

    @Test
    void aCancelThatLosesTheRaceToSuccessIsASuccess() {
        assertThat(
                        outcome(
                                launched()
                                        .decided(CANCEL)
                                        .deletedPod(
                                                Phase.SUCCEEDED,
                                                NOON.plusSeconds(30),
                                                done(),
                                                ended(0, "Completed", DIGEST))))
                .get()
                .isInstanceOf(Succeeded.class);
    }

    @Test
    void anExecutorThatWasKilledByTheCancelIsACancel() {
        assertThat(
                        outcome(
                                launched()
                                        .decided(CANCEL)
                                        .failed("PodFailurePolicy")
                                        .deletedPod(
                                                Phase.FAILED,
                                                NOON.plusSeconds(35),
                                                done(),
                                                ended(137, "Error", ""))))
                .get()
                .isInstanceOf(Cancelled.class);
    }

    @Test
    void anExecutorThatHadFailedBeforeTheCancelIsAFailure() {
        assertThat(
                        outcome(
                                launched()
                                        .decided(CANCEL)
                                        .failed("PodFailurePolicy")
                                        .deletedPod(
                                                Phase.FAILED,
                                                NOON.plusSeconds(45),
                                                done(),
                                                ended(7, "Error", ""))))
                .get()
                .isInstanceOf(Failed.class);
    }

    @Test
    void aCancelledBuildHasNotEndedWhileAPodOfItMayBeOnItsWay() {
        assertThat(outcome(launched().decided(CANCEL).stopping())).isEmpty();
    }

    @Test
    void anExecutorThatWasKilledSinceItsJobWasDeletedByHandIsACancel() {
        assertThat(
                        outcome(
                                launched()
                                        .deleted()
                                        .failed("PodFailurePolicy")
                                        .deletedPod(
                                                Phase.FAILED,
                                                NOON.plusSeconds(35),
                                                done(),
                                                ended(137, "Error", ""))))
                .get()
                .isInstanceOf(Cancelled.class);
    }

    @Test
    void aBuildThatHadFailedBeforeItsJobWasDeletedIsAFailure() {
        assertThat(
                        outcome(
                                launched()
                                        .deleted()
                                        .failed("PodFailurePolicy")
                                        .pod(Phase.FAILED, done(), ended(7, "Error", ""))))
                .get()
                .isInstanceOf(Failed.class);
    }

    @Test
    void aPodThatWasDeletedByHandIsNoFailureOfItsExecutor() {
        assertThat(
                        outcome(
                                launched()
                                        .failed("PodFailurePolicy")
                                        .deletedPod(
                                                Phase.FAILED,
                                                NOON.plusSeconds(35),
                                                done(),
                                                ended(137, "Error", ""))))
                .get()
                .isInstanceOfSatisfying(
                        Failed.class,
                        end ->
                                assertThat(end.failure().reason())
                                        .isEqualTo(BuildFailureReason.EVICTED));
    }

    /** The Job controller counts the Pod, and lets it go, before it says that the Job failed. */
    @Test
    void aPodThatIsGoneBeforeItsJobSaysThatItFailedWasDeleted() {
        assertThat(
                        reason(
                                launched()
                                        .deletedPod(
                                                Phase.FAILED,
                                                NOON.plusSeconds(30),
                                                done(),
                                                ended(137, "Error", ""))
                                        .podsGone()
                                        .failed("PodFailurePolicy")))
                .isEqualTo(BuildFailureReason.EVICTED);
        // It ran when it was seen last.
        assertThat(
                        reason(
                                launched()
                                        .pod(Phase.ALIVE, done(), Observed.running())
                                        .podsGone()
                                        .failed("PodFailurePolicy")))
                .isEqualTo(BuildFailureReason.EVICTED);
        // It was never seen.
        assertThat(reason(launched().failed("PodFailurePolicy")))
                .isEqualTo(BuildFailureReason.EVICTED);
    }

    @Test
    void aPodThatFailedByItselfAndIsGoneSaysHowItFailed() {
        assertThat(
                        reason(
                                launched()
                                        .pod(Phase.FAILED, done(), ended(137, "OOMKilled", ""))
                                        .podsGone()
                                        .failed("PodFailurePolicy")))
                .isEqualTo(BuildFailureReason.OOM_KILLED);
    }

    private static BuildFailureReason reason(Observed observed) {
        return BuildOutcome.of(observed.seen(), LogEvidence.NONE, NOON)
                .map(BuildOutcome.Failed.class::cast)
                .orElseThrow()
                .failure()
                .reason();
    }

    @Test
    void aBuildThatWaitedTooLongFailsWithWhatItWaitedFor() {
        Verdict verdict = new Verdict.Fail(BuildFailureReason.IMAGE_PULL_FAILED, "no image");

        assertThat(outcome(launched().decided(verdict)))
                .get()
                .isInstanceOfSatisfying(
                        Failed.class,
                        end -> {
                            assertThat(end.failure().reason())
                                    .isEqualTo(BuildFailureReason.IMAGE_PULL_FAILED);
                            assertThat(end.failure().message()).isEqualTo("no image");
                        });
    }

    @Test
    void aJobThatIsDeletedByHandIsCancelledWhenItsPodIsGone() {
        assertThat(outcome(launched().deleted().pod(Phase.ALIVE, running(), waiting(""))))
                .isEmpty();
        assertThat(outcome(launched().deleted())).get().isInstanceOf(Cancelled.class);
    }

    private static Optional<BuildOutcome> outcome(Observed observed) {
        return BuildOutcome.of(observed.seen(), LogEvidence.NONE, NOON);
    }
}
