// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private static final BuildJob FIRST = Observed.job(1);
    private static final BuildJob SECOND = Observed.job(2);

    private final ControlParts parts = new ControlParts();

    @BeforeEach
    void queue() {
        parts.cluster.put(Observed.queued(SECOND).seen(), Observed.queued(FIRST).seen());
    }

    private List<String> releaseNext() {
        parts.releases.releaseNext(parts.cluster.watch());
        return parts.journal;
    }

    private Optional<BuildFailureReason> failure(BuildJob job) {
        return parts.cluster
                .verdict(job)
                .map(verdict ->
                        switch (verdict) {
                            case Verdict.Fail(var reason, _) -> reason;
                            case Verdict.Cancel _ -> throw new AssertionError("cancelled");
                        });
    }

    private static ClusterRejectionException rejection(
            BuildFailureReason failure, boolean passing) {
        return new ClusterRejectionException(
                failure, "The cluster refuses it.", passing, new IllegalStateException("refused"));
    }

    @Test
    void oneBuildOfAProjectEnvIsReleasedAtATimeAndTheLedgerIsWrittenFirst() {
        assertThat(releaseNext()).containsExactly("store ledger", "launch 1");
        assertThat(releaseNext()).hasSize(2);

        parts.cluster.remove(FIRST);

        assertThat(releaseNext())
                .containsExactly("store ledger", "launch 1", "store ledger", "launch 2");
    }

    @Test
    void instanceWithAnOldLedgerReleasesNothing() {
        parts.cluster.freezeWatch();
        parts.cluster.storeReleased(FIRST, Observed.NOON);

        assertThat(releaseNext()).containsExactly("conflict");
    }

    @Test
    void nextBuildWaitsForARunningOneThatTheWatchDoesNotShow() {
        parts.cluster.storeReleased(FIRST, Observed.NOON);
        parts.cluster.remove(FIRST);
        parts.cluster.freezeWatch();
        parts.cluster.put(Observed.launched().seen());

        assertThat(releaseNext()).isEmpty();

        parts.cluster.remove(FIRST);

        assertThat(releaseNext()).containsExactly("store ledger", "launch 2");
    }

    @Test
    void releaseThatBrokeOffIsCarriedOn() {
        parts.cluster.storeReleased(FIRST, Observed.NOON);

        assertThat(releaseNext()).containsExactly("launch 1");
    }

    @Test
    void jobThatIsStillSeenSuspendedIsNotReleasedTwice() {
        parts.cluster.freezeWatch();

        assertThat(releaseNext()).containsExactly("store ledger", "launch 1");
        assertThat(releaseNext()).hasSize(2);
    }

    @Test
    void buildWaitsForItsRegistryAndFailsInTheEnd() {
        parts.registry.failure =
                Optional.of(RegistryException.passing("The registry does not answer.", null));

        releaseNext();
        assertThat(releaseNext()).containsExactly("store ledger", "publish BuildJobProgressed");

        parts.clock.advance(Duration.ofMinutes(5));
        releaseNext();
        assertThat(failure(FIRST)).contains(BuildFailureReason.REGISTRY_UNREACHABLE);
    }

    @Test
    void buildIsReleasedWhenItsRegistryAnswersAgain() {
        parts.registry.failure =
                Optional.of(RegistryException.passing("The registry does not answer.", null));
        releaseNext();

        parts.registry.failure = Optional.empty();

        assertThat(releaseNext()).endsWith("launch 1");
    }

    @Test
    void buildThatMayNotPushFails() {
        parts.registry.failure =
                Optional.of(RegistryException.refused("The registry answered 403.", null));

        releaseNext();

        assertThat(failure(FIRST)).contains(BuildFailureReason.PUSH_DENIED);
    }

    @Test
    void buildWaitsForTheQuotaAndFailsInTheEnd() {
        parts.cluster.rejectLaunches(rejection(BuildFailureReason.POD_REFUSED, true));

        releaseNext();
        assertThat(releaseNext()).containsExactly("store ledger", "publish BuildJobProgressed");
        assertThat(failure(FIRST)).isEmpty();

        parts.clock.advance(Duration.ofMinutes(15));
        releaseNext();
        assertThat(failure(FIRST)).contains(BuildFailureReason.POD_REFUSED);
    }

    @Test
    void buildThatTheClusterRejectsFailsAtOnce() {
        parts.cluster.rejectLaunches(rejection(BuildFailureReason.RIGHTS_MISSING, false));

        assertThat(releaseNext()).containsExactly("store ledger", "decide 1");
        assertThat(failure(FIRST)).contains(BuildFailureReason.RIGHTS_MISSING);
    }

    @Test
    void buildThatCannotBeEndedSaysWhyItWaits() {
        parts.cluster.rejectLaunches(rejection(BuildFailureReason.RIGHTS_MISSING, false));
        parts.cluster.forbidVerdicts();

        assertThat(releaseNext()).containsExactly("store ledger", "publish BuildJobProgressed");
    }

    @Test
    void buildAfterOneThatFailedInTheQueueIsReleased() {
        parts.cluster.rejectLaunches(rejection(BuildFailureReason.RIGHTS_MISSING, false));
        releaseNext();
        parts.cluster.remove(FIRST);

        releaseNext();

        assertThat(failure(SECOND)).contains(BuildFailureReason.RIGHTS_MISSING);
    }
}
