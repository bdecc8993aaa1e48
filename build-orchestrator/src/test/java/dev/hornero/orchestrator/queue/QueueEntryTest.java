// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import static dev.hornero.orchestrator.imagebuild.model.Observed.DIGEST;
import static dev.hornero.orchestrator.imagebuild.model.Observed.JOB;
import static dev.hornero.orchestrator.imagebuild.model.Observed.NOON;
import static dev.hornero.orchestrator.imagebuild.model.Observed.done;
import static dev.hornero.orchestrator.imagebuild.model.Observed.ended;
import static dev.hornero.orchestrator.imagebuild.model.Observed.launched;
import static dev.hornero.orchestrator.imagebuild.model.Observed.queued;
import static dev.hornero.orchestrator.imagebuild.model.Observed.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.queue.QueueEntry.State;
import org.junit.jupiter.api.Test;

class QueueEntryTest {
    private static final Ledger EMPTY =
            Ledger.empty(JOB.build().projectEnv().id(), JOB.location().namespace());
    private static final Verdict CANCEL = new Verdict.Cancel("ada");

    @Test
    void aSuspendedJobWaits() {
        assertThat(state(queued().seen(), EMPTY)).isEqualTo(State.QUEUED);
    }

    @Test
    void aSuspendedJobThatTheLedgerNamesIsHalfLetGo() {
        assertThat(state(queued().seen(), EMPTY.release(JOB, NOON))).isEqualTo(State.RELEASING);
    }

    @Test
    void aJobThatIsNotSuspendedRunsBeforeItHasAPod() {
        assertThat(state(launched().seen(), EMPTY)).isEqualTo(State.RUNNING);
    }

    @Test
    void aJobWithAVerdictRunsForAsLongAsItsPodDoes() {
        assertThat(
                        state(
                                launched()
                                        .decided(CANCEL)
                                        .pod(Phase.ALIVE, done(), running())
                                        .seen(),
                                EMPTY))
                .isEqualTo(State.RUNNING);
        assertThat(state(launched().decided(CANCEL).seen(), EMPTY)).isEqualTo(State.ENDED);
    }

    @Test
    void aFinishedJobHasEndedThoughItIsNotPublished() {
        assertThat(
                        state(
                                launched()
                                        .complete()
                                        .pod(Phase.SUCCEEDED, done(), ended(0, "Completed", DIGEST))
                                        .seen(),
                                EMPTY))
                .isEqualTo(State.ENDED);
    }

    @Test
    void aJobThatIsBeingDeletedIsNotStarted() {
        assertThat(state(queued().deleted().seen(), EMPTY)).isEqualTo(State.ENDED);
    }

    @Test
    void aJobOfADeletedProjectEnvIsNotStarted() {
        assertThat(state(queued().seen(), EMPTY.delete(NOON))).isEqualTo(State.ENDED);
    }

    @Test
    void aJobThatWasMadeAgainAfterItsBuildHadRunIsNotStarted() {
        Ledger ranLater = EMPTY.release(JOB, NOON).release(Observed.job(2), NOON);

        assertThat(state(queued().seen(), ranLater)).isEqualTo(State.ENDED);
    }

    @Test
    void aJobThatWasMadeAgainAfterItsBuildHadEndedInTheQueueIsNotStarted() {
        assertThat(state(queued().seen(), EMPTY.end(1))).isEqualTo(State.ENDED);
    }

    private static State state(Observation seen, Ledger ledger) {
        return QueueEntry.of(seen, ledger).state();
    }
}
