// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build;

import static dev.hornero.orchestrator.build.Observed.NOON;
import static dev.hornero.orchestrator.build.Observed.done;
import static dev.hornero.orchestrator.build.Observed.launched;
import static dev.hornero.orchestrator.build.Observed.queued;
import static dev.hornero.orchestrator.build.Observed.running;
import static dev.hornero.orchestrator.build.Observed.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.build.Observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingReasonTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SCHEDULING = Duration.ofMinutes(15);

    @Test
    void aBuildInTheQueueWaitsForItsTurnOnly() {
        assertThat(of(queued().warning("FailedCreate", "forbidden"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ContainerCreating", "PodInitializing"})
    void whatTheKubeletSaysWhileItGoesOnIsNoWait(String reason) {
        assertThat(of(launched().pod(Phase.ALIVE, waiting(reason), waiting("PodInitializing"))))
                .isEmpty();
    }

    @Test
    void aRunningContainerWaitsForNothing() {
        assertThat(
                        of(
                                launched()
                                        .warning("FailedMount", "was missing")
                                        .pod(Phase.ALIVE, done(), running())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrImagePull", "ImagePullBackOff", "InvalidImageName"})
    void anImageThatCannotBePulled(String reason) {
        assertThat(of(launched().pod(Phase.ALIVE, done(), waiting(reason))))
                .get()
                .satisfies(waiting -> {
                    assertThat(waiting.failure()).isEqualTo(BuildFailureReason.IMAGE_PULL_FAILED);
                    assertThat(waiting.message()).contains("container build");
                });
    }

    @Test
    void theWaitForAnImageBeginsWhenTheCheckoutHasEnded() {
        assertThat(of(launched().pod(Phase.ALIVE, done(), waiting("ErrImagePull"))))
                .get()
                .extracting(WaitingReason::since)
                .isEqualTo(NOON.plusSeconds(40));
    }

    @Test
    void theWaitForAnImageBeginsWhenTheNodeIsThere() {
        assertThat(
                        of(
                                launched()
                                        .scheduledAt(NOON.plusSeconds(600))
                                        .pod(
                                                Phase.ALIVE,
                                                waiting("ErrImagePull"),
                                                waiting("PodInitializing"))))
                .get()
                .extracting(WaitingReason::since)
                .isEqualTo(NOON.plusSeconds(600));
    }

    @Test
    void aLongTimeInTheQueueIsNoWaitForAPod() {
        assertThat(of(launched().notStarted().warning("FailedCreate", "exceeded quota")))
                .get()
                .extracting(WaitingReason::since)
                .isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void aVolumeThatIsNotMadeIsWhyNoNodeTakesTheBuild() {
        assertThat(
                        of(
                                launched()
                                        .warning("ProvisioningFailed", "storage class not found")
                                        .unschedulablePod("unbound claims")))
                .get()
                .satisfies(waiting -> {
                    assertThat(waiting.reason()).isEqualTo("ProvisioningFailed");
                    assertThat(waiting.message()).contains("storage class not found");
                });
    }

    @Test
    void aMissingSecretIsSeenInTheEvents() {
        assertThat(
                        of(
                                launched()
                                        .warning("FailedMount", "secret \"x\" not found")
                                        .pod(
                                                Phase.ALIVE,
                                                waiting("PodInitializing"),
                                                waiting("PodInitializing"))))
                .get()
                .satisfies(waiting -> {
                    assertThat(waiting.reason()).isEqualTo("FailedMount");
                    assertThat(waiting.message()).contains("secret \"x\" not found");
                    assertThat(waiting.failure()).isEqualTo(BuildFailureReason.EXPIRED);
                });
    }

    @Test
    void aPodThatIsNotCreatedIsSeenInTheEventsOfItsJob() {
        assertThat(of(launched().warning("FailedCreate", "violates PodSecurity")))
                .get()
                .satisfies(
                        waiting -> assertThat(waiting.message()).contains("violates PodSecurity"));
    }

    @Test
    void noNodeHasRoom() {
        WaitingReason waiting =
                of(launched().unschedulablePod("0/3 nodes are available")).orElseThrow();

        assertThat(waiting.failure()).isEqualTo(BuildFailureReason.UNSCHEDULABLE);
        assertThat(waiting.verdict(LIMIT, SCHEDULING, NOON.plus(LIMIT).plusSeconds(9))).isEmpty();
        assertThat(waiting.verdict(LIMIT, SCHEDULING, NOON.plus(SCHEDULING).plusSeconds(9)))
                .get()
                .extracting(Verdict.Fail::reason)
                .isEqualTo(BuildFailureReason.UNSCHEDULABLE);
    }

    @Test
    void aWaitThatLastsTooLongEndsTheBuild() {
        WaitingReason waiting =
                of(launched().pod(Phase.ALIVE, waiting("ErrImagePull"), waiting(""))).orElseThrow();

        assertThat(waiting.verdict(LIMIT, SCHEDULING, NOON.plus(LIMIT))).isEmpty();
        assertThat(waiting.verdict(LIMIT, SCHEDULING, NOON.plus(LIMIT).plusSeconds(1)))
                .contains(
                        new Verdict.Fail(BuildFailureReason.IMAGE_PULL_FAILED, waiting.message()));
    }

    @Test
    void aMountThatFailedOnceDoesNotEndABuildWhoseImageTakesLong() {
        WaitingReason waiting =
                of(launched()
                                .warning("FailedMount", "secret \"x\" not found")
                                .pod(Phase.ALIVE, waiting("ContainerCreating"), waiting("")))
                        .orElseThrow();
        Instant told = waiting.toldLast().orElseThrow();

        assertThat(waiting.verdict(Duration.ofMinutes(1), SCHEDULING, told.plusSeconds(120)))
                .get()
                .extracting(Verdict.Fail::reason)
                .isEqualTo(BuildFailureReason.EXPIRED);
        assertThat(waiting.verdict(Duration.ofMinutes(1), SCHEDULING, told.plusSeconds(151)))
                .isEmpty();
    }

    private static Optional<WaitingReason> of(Observed observed) {
        return WaitingReason.of(observed.seen());
    }
}
