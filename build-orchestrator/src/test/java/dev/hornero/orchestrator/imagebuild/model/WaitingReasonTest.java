// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static dev.hornero.orchestrator.imagebuild.model.Observed.NOON;
import static dev.hornero.orchestrator.imagebuild.model.Observed.done;
import static dev.hornero.orchestrator.imagebuild.model.Observed.launched;
import static dev.hornero.orchestrator.imagebuild.model.Observed.queued;
import static dev.hornero.orchestrator.imagebuild.model.Observed.running;
import static dev.hornero.orchestrator.imagebuild.model.Observed.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingReasonTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SCHEDULING = Duration.ofMinutes(15);
    private static final String UNBOUND =
            "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";

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
                                        .warning("ProvisioningFailed", "disk quota is used up")
                                        .unschedulablePod(UNBOUND)))
                .get()
                .satisfies(waiting -> {
                    assertThat(waiting.reason()).isEqualTo("ProvisioningFailed");
                    assertThat(waiting.message()).contains("disk quota is used up");
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

    /** What Kubernetes 1.36 says, and until when after noon it is waited for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true   |   5
                    pods "x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1         | 900
                    pods "x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi      | 300
                    admission webhook "policy.example.com" denied the request: no image of that registry    | 300
                    pods "x" is forbidden: error looking up service account builds/builder: not found       | 300
                    """)
    void aPodThatIsNotCreatedIsSeenInTheEventsOfItsJob(String message, int seconds) {
        WaitingReason waiting = of(launched().warning("FailedCreate", message)).orElseThrow();

        assertThat(waiting.message()).contains(message);
        assertThat(waiting.isReported(NOON.plusSeconds(5))).isTrue();
        Instant end = NOON.plusSeconds(seconds);
        if (seconds > 5) {
            assertThat(waiting.verdict(LIMIT, SCHEDULING, end.minusSeconds(1))).isEmpty();
        }
        assertThat(waiting.verdict(LIMIT, SCHEDULING, end.plusSeconds(1)))
                .get()
                .extracting(Verdict.Fail::reason)
                .isEqualTo(BuildFailureReason.POD_REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    FailedBinding      | no persistent volumes available for this claim and no storage class is set
                    ProvisioningFailed | storageclass.storage.k8s.io "fast" not found
                    """)
    void aClusterThatHasNoStorageClassIsReportedAtOnceWithTheSettingsThatCureIt(
            String event, String message) {
        WaitingReason waiting =
                of(launched().warning(event, message).unschedulablePod(UNBOUND)).orElseThrow();

        assertThat(waiting.isReported(NOON.plusSeconds(1))).isTrue();
        assertThat(waiting.reason()).isEqualTo("NoStorageClass");
        assertThat(waiting.failure()).isEqualTo(BuildFailureReason.NO_STORAGE_CLASS);
        assertThat(waiting.message())
                .contains(message)
                .contains("HORNERO_STORAGE_CLASS")
                .contains("HORNERO_VOLUME_HOST_PATH");
    }

    @Test
    void whatTheClaimLackedIsNotWhyANodeHasNoRoomNow() {
        assertThat(
                        of(
                                launched()
                                        .warning("FailedBinding", "no storage class is set")
                                        .unschedulablePod("0/3 nodes: Insufficient memory")))
                .get()
                .extracting(WaitingReason::failure)
                .isEqualTo(BuildFailureReason.UNSCHEDULABLE);
    }

    @Test
    void aClaimThatIsBoundWithinSecondsShowsNoWait() {
        WaitingReason waiting = of(launched().unschedulablePod(UNBOUND)).orElseThrow();

        assertThat(waiting.isReported(waiting.since().plusSeconds(9))).isFalse();
        assertThat(waiting.isReported(waiting.since().plusSeconds(10))).isTrue();
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
        Instant published = waiting.reportedLast().orElseThrow();

        assertThat(waiting.verdict(Duration.ofMinutes(1), SCHEDULING, published.plusSeconds(120)))
                .get()
                .extracting(Verdict.Fail::reason)
                .isEqualTo(BuildFailureReason.EXPIRED);
        assertThat(waiting.verdict(Duration.ofMinutes(1), SCHEDULING, published.plusSeconds(151)))
                .isEmpty();
    }

    private static Optional<WaitingReason> of(Observed observed) {
        return WaitingReason.of(observed.seen());
    }
}
