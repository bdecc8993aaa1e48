// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static dev.hornero.orchestrator.imagebuild.model.Observed.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Ledger EMPTY =
            Ledger.empty(Observed.JOB.build().projectEnv().id(), "builds");

    @Test
    void anEmptyLedgerKnowsNothing() {
        assertThat(EMPTY.knows(1)).isFalse();
        assertThat(EMPTY.isRunning(Observed.JOB)).isFalse();
    }

    @Test
    void whatWasLetGoIsKnownAndSoIsAllBeforeIt() {
        Ledger ledger = EMPTY.release(Observed.job(3), NOON);

        assertThat(ledger.knows(3)).isTrue();
        assertThat(ledger.knows(2)).isTrue();
        assertThat(ledger.knows(4)).isFalse();
        assertThat(ledger.isRunning(Observed.job(3))).isTrue();
        assertThat(ledger.isRunning(Observed.job(2))).isFalse();
    }

    @Test
    void whatEndedInTheQueueIsKnownAndWhatIsBeforeItIsNot() {
        Ledger ledger = EMPTY.end(3);

        assertThat(ledger.knows(3)).isTrue();
        assertThat(ledger.knows(2)).isFalse();
    }

    @Test
    void whatEndedAheadIsForgottenWhenTheOrderHasPassedIt() {
        Ledger ledger = EMPTY.end(2).end(5).release(Observed.job(3), NOON);

        assertThat(ledger.endedAhead()).containsExactly(5L);
        assertThat(ledger.knows(2)).isTrue();
    }

    @Test
    void theFirstDeletionHolds() {
        assertThat(EMPTY.delete(NOON).delete(NOON.plusSeconds(9)).deletedAt()).contains(NOON);
    }
}
