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

import dev.hornero.events.Code;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobLaunched;
import dev.hornero.events.job.BuildJobProgressed;
import dev.hornero.events.job.BuildJobStarted;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.scan.ScanWarning;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildStateChangeTest {
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void aSuspendedJobIsQueuedAndNothingElse() {
        assertThat(states(queued())).containsExactly("queued");
    }

    @Test
    void aJobThatWasLetGoIsLaunchedWithAllThatWasMade() {
        assertThat(BuildStateChange.of(launched().seen(), LATER))
                .last()
                .satisfies(news -> {
                    assertThat(news.state()).isEqualTo("launched");
                    assertThat(news.at()).isEqualTo(NOON);
                    assertThat(((BuildJobLaunched) news.event()).resources())
                            .isEqualTo(Observed.JOB.resources());
                });
    }

    @Test
    void aJobIsLaunchedWhenItsControllerHasHeardOfIt() {
        assertThat(states(launched().notStarted())).containsExactly("queued");
    }

    @Test
    void theFirstContainerThatRunsStartsTheBuild() {
        assertThat(states(launched().pod(Phase.ALIVE, running(), waiting("PodInitializing"))))
                .containsExactly("queued", "launched", "started pod-0", "FETCHING pod-0");
    }

    @Test
    void everythingIsReportedAgainFromTheEnd() {
        assertThat(states(launched().pod(Phase.SUCCEEDED, done(), ended(0, "Completed", DIGEST))))
                .containsExactly(
                        "queued", "launched", "started pod-0", "FETCHING pod-0", "BUILDING pod-0");
    }

    @Test
    void whatTheCheckoutLeftOutIsSaidWhenTheExecutorBegins() {
        assertThat(
                        BuildStateChange.of(
                                launched()
                                        .pod(
                                                Phase.ALIVE,
                                                ended(
                                                        0,
                                                        "Completed",
                                                        "LFS_POINTER a.bin is one.\nnothing more\n"),
                                                running())
                                        .seen(),
                                LATER))
                .last()
                .satisfies(news -> {
                    BuildJobProgressed event = (BuildJobProgressed) news.event();
                    assertThat(event.step()).contains(Code.of(BuildStep.BUILDING));
                    assertThat(event.warnings())
                            .contains(
                                    List.of(
                                            new ScanWarning(
                                                    "LFS_POINTER",
                                                    Optional.empty(),
                                                    "a.bin is one.")));
                });
    }

    @Test
    void aSecondPodAfterADisruptionIsAnotherStart() {
        assertThat(
                        BuildStateChange.of(
                                        launched()
                                                .evictedPod("node drained")
                                                .pod(Phase.ALIVE, running(), waiting(""))
                                                .seen(),
                                        LATER)
                                .stream()
                                .map(BuildStateChange::event)
                                .filter(BuildJobStarted.class::isInstance))
                .hasSize(1);
    }

    @Test
    void whatABuildWaitsForIsReportedOncePerReason() {
        assertThat(
                        BuildStateChange.of(
                                launched()
                                        .pod(
                                                Phase.ALIVE,
                                                waiting("ImagePullBackOff"),
                                                waiting("PodInitializing"))
                                        .seen(),
                                LATER))
                .last()
                .satisfies(news -> {
                    assertThat(news.state()).isEqualTo("waiting pod-0 ImagePullBackOff");
                    assertThat(((BuildJobProgressed) news.event()).waiting())
                            .get()
                            .satisfies(waiting -> {
                                assertThat(waiting.reason()).isEqualTo("ImagePullBackOff");
                                assertThat(waiting.message()).contains("checkout");
                            });
                });
    }

    @Test
    void successReportsWhereTheImageIsAndHowLongItTook() {
        Observation seen = launched().complete().seen();

        BuildStateChange end =
                BuildStateChange.end(
                        seen,
                        new BuildOutcome.Succeeded(
                                Optional.of(DIGEST), Optional.empty(), NOON.plusSeconds(40)),
                        Optional.of(DIGEST));

        assertThat(end.event())
                .isEqualTo(
                        new BuildJobSucceeded(
                                Observed.JOB.build(),
                                Observed.JOB.location(),
                                "registry.example.com/prod-shop:latest",
                                List.of("latest", "build-1"),
                                DIGEST,
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(40),
                                Optional.empty()));
    }

    @Test
    void successWarnsOfAnImageThatNoRegistryHas() {
        BuildStateChange end =
                BuildStateChange.end(
                        launched().complete().seen(),
                        new BuildOutcome.Succeeded(
                                Optional.of(DIGEST), Optional.of("No registry has it."), NOON),
                        Optional.of(DIGEST));

        assertThat(end.event())
                .isInstanceOfSatisfying(
                        BuildJobSucceeded.class,
                        event ->
                                assertThat(event.warnings())
                                        .contains(
                                                List.of(
                                                        new ScanWarning(
                                                                "IMAGE_NOT_PUSHED",
                                                                Optional.empty(),
                                                                "No registry has it."))));
    }

    @Test
    void aCompleteJobWithoutAnImageIsNoSuccess() {
        BuildStateChange end =
                BuildStateChange.end(
                        launched().complete().seen(),
                        new BuildOutcome.Succeeded(Optional.empty(), Optional.empty(), NOON),
                        Optional.empty());

        assertThat(end.event())
                .isInstanceOfSatisfying(
                        BuildJobFailed.class,
                        failed ->
                                assertThat(failed.reason())
                                        .isEqualTo(Code.of(BuildFailureReason.UNKNOWN)));
    }

    private static List<String> states(Observed observed) {
        return BuildStateChange.of(observed.seen(), LATER).stream()
                .map(BuildStateChange::state)
                .toList();
    }
}
