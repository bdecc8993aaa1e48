// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlLoopTest {
    private final ControlParts parts = new ControlParts();
    private final Thread leader = Thread.ofVirtual().unstarted(this::lead);

    private void lead() {
        try {
            parts.loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void start() {
        leader.start();
        await().until(parts.cluster::isWatched);
    }

    @AfterEach
    void stop() throws InterruptedException {
        leader.interrupt();
        leader.join();
    }

    private void awaitLine(String line) {
        await().pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(parts.journal).contains(line));
    }

    @Test
    void changedJobIsReconciledAndReleased() {
        parts.cluster.change(Observed.queued().seen());

        awaitLine("publish BuildJobQueued");
        awaitLine("launch 1");
    }

    @Test
    void jobThatNoChangeReportsIsReconciledToo() {
        parts.cluster.put(Observed.queued().decided(new Verdict.Cancel("anna")).seen());

        awaitLine("delete 1");
    }

    @Test
    void endOfAVanishedJobIsPublishedWhenTheBrokerIsBack() {
        Observation last = Observed.launched().seen();
        parts.cluster.change(last);
        awaitLine("publish BuildJobLaunched");

        parts.brokerAway = true;
        parts.cluster.vanish(last);
        await().until(() -> parts.failedPublications.get() > 0);
        parts.brokerAway = false;

        awaitLine("publish BuildJobCancelled");
        awaitLine("publish end of log");
    }

    @Test
    void failureToReconcileEndsNothing() {
        parts.brokerAway = true;
        parts.cluster.change(Observed.queued().seen());
        await().until(() -> parts.failedPublications.get() > 0);
        parts.brokerAway = false;

        awaitLine("publish BuildJobQueued");
    }

    @Test
    void leaderThatIsInterruptedStopsItsWatch() throws InterruptedException {
        leader.interrupt();
        leader.join();

        assertThat(parts.cluster.isWatched()).isFalse();
    }
}
