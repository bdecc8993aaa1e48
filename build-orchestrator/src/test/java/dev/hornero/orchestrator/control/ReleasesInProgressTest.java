// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasesInProgressTest {
    private static final String JOB = Observed.JOB.uid();
    private static final List<Observation> SUSPENDED = List.of(Observed.queued().seen());
    private static final List<Observation> RUNNING = List.of(Observed.launched().seen());

    private final ReleasesInProgress begun = new ReleasesInProgress();

    @Test
    void aReleaseThatIsUnderWayIsNotBegunTwice() {
        assertThat(begun.begin(JOB)).isTrue();

        assertThat(begun.begin(JOB)).isFalse();
    }

    @Test
    void aBuildThatIsStillSeenSuspendedAfterItsReleaseIsNotReleasedTwice() {
        begun.begin(JOB);
        begun.released(JOB);
        begun.abort(JOB);
        begun.see(SUSPENDED);

        assertThat(begun.contains(JOB)).isTrue();
        assertThat(begun.begin(JOB)).isFalse();
    }

    @Test
    void anAbortedReleaseIsBegunAgain() {
        begun.begin(JOB);
        begun.abort(JOB);

        assertThat(begun.begin(JOB)).isTrue();
    }

    @Test
    void aReleaseThatIsUnderWayStaysSoWhateverIsSeen() {
        begun.begin(JOB);
        begun.see(List.of());

        assertThat(begun.begin(JOB)).isFalse();
    }

    @Test
    void aBuildThatIsSuspendedByHandLaterIsReleasedAgain() {
        begun.begin(JOB);
        begun.released(JOB);
        begun.see(RUNNING);

        assertThat(begun.begin(JOB)).isTrue();
    }

    @Test
    void aBuildThatIsGoneIsForgotten() {
        begun.begin(JOB);
        begun.released(JOB);
        begun.see(List.of());

        assertThat(begun.contains(JOB)).isFalse();
    }
}
