// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildReconcilerTest {
    private static final BuildJob JOB = Observed.JOB;
    private static final Verdict CANCEL = new Verdict.Cancel("anna");

    private final ControlParts parts = new ControlParts();

    @AfterEach
    void stop() {
        parts.reconciler.stop();
    }

    private Ledger ledger() {
        return parts.cluster.stored(JOB.build().projectEnv().id());
    }

    private List<String> reconcile(Observation seen) {
        parts.reconciler.reconcile(seen, ledger(), () -> {});
        return parts.journal;
    }

    private List<String> reconcile(Observed observed) {
        Observation seen = observed.seen();
        parts.cluster.put(seen);
        return reconcile(seen);
    }

    /** The log of a Pod is read by a thread of its own, and the end waits for it. */
    private void reconcileUntilItsEnd(Observed observed) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> reconcile(observed).contains("delete 1"));
    }

    private static Observed built(String message) {
        return Observed.launched()
                .complete()
                .pod(Phase.SUCCEEDED, Observed.done(), Observed.ended(0, "Completed", message));
    }

    @Test
    void changesArePublishedOnce() {
        Observed running =
                Observed.launched().pod(Phase.ALIVE, Observed.done(), Observed.running());

        reconcile(running);

        assertThat(reconcile(running))
                .containsExactly(
                        "publish BuildJobQueued",
                        "publish BuildJobLaunched",
                        "publish BuildJobStarted",
                        "publish BuildJobProgressed",
                        "publish BuildJobProgressed");
    }

    @Test
    void jobIsDeletedWhenItsEndAndItsLogArePublished() {
        assertThat(reconcile(Observed.queued().decided(CANCEL)))
                .containsExactly(
                        "publish BuildJobQueued",
                        "publish BuildJobCancelled",
                        "publish end of log",
                        "store ledger",
                        "remove finalizer 1",
                        "delete 1");
        assertThat(ledger().knows(JOB.sequence())).isTrue();
    }

    @Test
    void jobKeepsItsFinalizerWhileTheBrokerIsAway() {
        parts.brokerAway = true;
        Observed cancelled = Observed.queued().decided(CANCEL);

        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> reconcile(cancelled));
        assertThat(parts.journal).isEmpty();

        parts.brokerAway = false;
        assertThat(reconcile(cancelled)).endsWith("remove finalizer 1", "delete 1");
    }

    @Test
    void jobThatIsDoneIsNotReconciledWhileTheWatchStillShowsIt() {
        Observation cancelled = Observed.queued().decided(CANCEL).seen();
        parts.cluster.put(cancelled);
        reconcile(cancelled);
        int before = parts.journal.size();

        assertThat(reconcile(cancelled)).hasSize(before);
    }

    @Test
    void successIsPublishedWithTheDigestOfThePod() {
        reconcileUntilItsEnd(built(Observed.DIGEST));

        assertThat(parts.journal)
                .containsSubsequence("publish BuildJobSucceeded", "publish end of log", "delete 1");
    }

    @Test
    void successWaitsForTheRegistryWhereThePodNamesNoDigest() {
        parts.registry.failure =
                Optional.of(RegistryException.passing("The registry does not answer.", null));
        Observed built = Observed.launched().complete();

        assertThat(reconcile(built))
                .containsExactly("publish BuildJobQueued", "publish BuildJobLaunched");

        parts.registry.failure = Optional.empty();
        assertThat(reconcile(built)).contains("publish BuildJobSucceeded").endsWith("delete 1");
    }

    @Test
    void successWithoutADigestFailsWhereTheRegistryRefuses() {
        parts.registry.failure =
                Optional.of(RegistryException.refused("The registry answered 403.", null));

        assertThat(reconcile(Observed.launched().complete()))
                .contains("publish BuildJobFailed")
                .endsWith("delete 1");
    }

    @Test
    void podsAreReadAgainBeforeAnEndThatTheyMayNotShowYet() {
        Observation old = Observed.launched().failed("BackoffLimitExceeded").seen();
        parts.cluster.put(built(Observed.DIGEST).seen());

        await().pollInterval(Duration.ofMillis(5)).until(() -> reconcile(old).contains("delete 1"));

        assertThat(parts.journal)
                .contains("publish BuildJobSucceeded")
                .doesNotContain("publish BuildJobFailed");
    }

    @Test
    void finalizerThatWasRemovedByHandIsAddedAgain() {
        assertThat(reconcile(Observed.queued().withoutFinalizer()))
                .containsExactly("add finalizer 1");
    }

    @Test
    void jobWithoutFinalizerThatHasEndedIsDeleted() {
        assertThat(reconcile(Observed.queued().decided(CANCEL).withoutFinalizer()))
                .containsExactly("delete 1");
    }

    @Test
    void jobThatWasCreatedAgainAfterItsEndIsRemovedInSilence() {
        var _ = parts.cluster.store(ledger().end(JOB.sequence()));
        parts.journal.clear();

        assertThat(reconcile(Observed.queued())).containsExactly("remove finalizer 1", "delete 1");
    }

    @Test
    void buildOfADeletedProjectEnvIsCancelled() {
        var _ = parts.cluster.store(ledger().delete(Observed.NOON));

        reconcile(Observed.queued());

        assertThat(parts.cluster.verdict(JOB))
                .contains(new Verdict.Cancel("the deletion of the ProjectEnv"));
    }

    @Test
    void buildThatWaitsTooLongFails() {
        Observed waiting =
                Observed.launched()
                        .pod(
                                Phase.ALIVE,
                                Observed.waiting("ImagePullBackOff"),
                                Observed.waiting(""));
        reconcile(waiting);
        assertThat(parts.cluster.verdict(JOB)).isEmpty();

        parts.clock.advance(Duration.ofMinutes(6));
        reconcile(waiting);

        assertThat(parts.cluster.verdict(JOB))
                .hasValueSatisfying(verdict ->
                        assertThat(verdict)
                                .isInstanceOfSatisfying(
                                        Verdict.Fail.class,
                                        fail ->
                                                assertThat(fail.reason())
                                                        .isNotEqualTo(BuildFailureReason.UNKNOWN)));
    }

    @Test
    void podsOfAJobThatIsBeingDeletedAreStopped() {
        assertThat(
                        reconcile(
                                Observed.launched()
                                        .deleted()
                                        .pod(Phase.ALIVE, Observed.done(), Observed.running())))
                .contains("stop pods 1");
    }

    @Test
    void jobThatVanishedWithItsFinalizerIsCancelledByTheLeader() {
        Observation last = Observed.queued().seen();
        reconcile(last);
        parts.journal.clear();

        parts.reconciler.gone(last);

        assertThat(parts.journal)
                .containsExactly("publish BuildJobCancelled", "publish end of log", "store ledger");
    }

    @Test
    void jobThatVanishedIsLeftToTheInstanceThatLeads() {
        Observation last = Observed.queued().seen();
        reconcile(last);
        parts.journal.clear();
        parts.leads = false;

        parts.reconciler.gone(last);

        assertThat(parts.journal).isEmpty();
    }

    @Test
    void ledgerOfADeletedProjectEnvIsRemovedAfterItsGraceAndItsBuilds() {
        var _ = parts.cluster.store(ledger().delete(Observed.NOON));
        parts.cluster.put(Observed.queued().seen());
        parts.clock.advance(Duration.ofMinutes(59));
        parts.reconciler.sweep(parts.cluster.watch());

        parts.clock.advance(Duration.ofMinutes(2));
        parts.reconciler.sweep(parts.cluster.watch());
        assertThat(parts.journal).doesNotContain("remove ledger");

        parts.cluster.remove(JOB);
        parts.reconciler.sweep(parts.cluster.watch());
        assertThat(parts.journal).endsWith("remove ledger");
    }

    @Test
    void orphanVolumesAreLookedForEveryTenMinutes() {
        parts.reconciler.sweep(parts.cluster.watch());
        parts.clock.advance(Duration.ofMinutes(9));
        parts.reconciler.sweep(parts.cluster.watch());
        assertThat(parts.journal).containsExactly("remove orphan volumes");

        parts.clock.advance(Duration.ofMinutes(1));
        parts.reconciler.sweep(parts.cluster.watch());
        assertThat(parts.journal).hasSize(2);
    }
}
