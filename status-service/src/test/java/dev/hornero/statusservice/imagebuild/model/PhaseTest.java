// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.job.BuildStep;
import dev.hornero.events.scan.GivenValue;
import dev.hornero.messaging.envelope.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Story story = Story.begin("shop", NOON);

    private static BuildFacts factsOf(Envelope<?>... events) {
        return Stream.of(events).map(Story::facts).reduce(BuildFacts::join).orElseThrow();
    }

    @Test
    void buildGoesThroughItsPhases() {
        BuildFacts facts = factsOf(story.created());
        assertThat(facts.phase()).isEqualTo(Phase.REQUESTED);
        facts = facts.join(factsOf(story.scanned(Story.FIRST_COMMIT, "VERSION")));
        assertThat(facts.phase()).isEqualTo(Phase.REQUESTED);
        facts = facts.join(factsOf(story.needsValues("VERSION")));
        assertThat(facts.phase()).isEqualTo(Phase.NEEDS_VALUES);
        facts = facts.join(factsOf(story.resolved(Story.FIRST_COMMIT, 1)));
        assertThat(facts.phase()).isEqualTo(Phase.QUEUED);
        facts = facts.join(factsOf(story.queued()));
        assertThat(facts.phase()).isEqualTo(Phase.QUEUED);
        facts = facts.join(factsOf(story.launched()));
        assertThat(facts.phase()).isEqualTo(Phase.LAUNCHED);
        facts = facts.join(factsOf(story.started()));
        assertThat(facts.phase()).isEqualTo(Phase.RUNNING);
        facts = facts.join(factsOf(story.succeeded()));
        assertThat(facts.phase()).isEqualTo(Phase.SUCCEEDED);
    }

    @Test
    void endHoldsWhateverComesLate() {
        assertThat(factsOf(story.failed(), story.started(), story.needsValues("A")).phase())
                .isEqualTo(Phase.FAILED);
    }

    @Test
    void buildThatProjectServiceGivesUpHasFailed() {
        BuildFacts facts = factsOf(story.created(), story.givenUp());

        assertThat(facts.phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void stepAloneShowsThatTheBuildRuns() {
        assertThat(factsOf(story.created(), story.doing(BuildStep.BUILDING)).phase())
                .isEqualTo(Phase.RUNNING);
    }

    @Test
    void missingValuesAreThoseLastPublished() {
        BuildFacts facts =
                factsOf(
                        story.scanned(Story.FIRST_COMMIT, "VERSION", "TOKEN"),
                        story.needsValues("VERSION", "TOKEN"),
                        story.needsValues("TOKEN"));

        assertThat(MissingValue.of(facts))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("TOKEN");
                    assertThat(value.description()).contains("What TOKEN is for.");
                    assertThat(value.hard()).isFalse();
                });
    }

    @Test
    void missingValueSaysWhatItRestsOn() {
        BuildFacts facts =
                factsOf(
                        story.scanned(Story.FIRST_COMMIT),
                        story.needsValues(
                                Story.requiringSince(Optional.of("dev"), "DEVTOOLS"), "DEVTOOLS"));

        assertThat(MissingValue.of(facts))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.description()).contains("What DEVTOOLS is for.");
                    assertThat(value.since())
                            .containsExactly(new GivenValue("VARIANT", Optional.of("dev")));
                });
    }

    @Test
    void nothingIsMissingOnceTheBuildIsResolved() {
        assertThat(
                        MissingValue.of(
                                factsOf(
                                        story.needsValues("TOKEN"),
                                        story.resolved(Story.FIRST_COMMIT, 1))))
                .isEmpty();
    }

    @Test
    void clusterThatDoesNotAnswerIsNamed() {
        ClusterTimeout patience = new ClusterTimeout(Duration.ofMinutes(5));
        BuildFacts facts = factsOf(story.created(), story.resolved(Story.FIRST_COMMIT, 1));
        Instant resolved = Times.of(facts).resolved().orElseThrow();

        assertThat(patience.waiting(facts, resolved.plusSeconds(299))).isEmpty();
        assertThat(patience.waiting(facts, resolved.plusSeconds(300)))
                .hasValueSatisfying(waiting -> {
                    assertThat(waiting.reason()).isEqualTo("CLUSTER_SILENT");
                    assertThat(waiting.message())
                            .contains(
                                    "No build-orchestrator has answered for cluster main for 5"
                                            + " minutes");
                });
        assertThat(patience.waiting(facts.join(factsOf(story.queued())), resolved.plusSeconds(900)))
                .isEmpty();
    }

    @Test
    void waitingReasonHoldsUntilSomethingMoves() {
        ClusterTimeout patience = new ClusterTimeout(Duration.ofMinutes(5));
        BuildFacts waiting = factsOf(story.launched(), story.waiting());

        assertThat(patience.waiting(waiting, NOON).map(Waiting::reason))
                .contains("ImagePullBackOff");
        assertThat(patience.waiting(waiting.join(factsOf(story.started())), NOON)).isEmpty();
        assertThat(patience.waiting(waiting.join(factsOf(story.doing(BuildStep.FETCHING))), NOON))
                .isEmpty();
    }

    @Test
    void onlyEndsEnd() {
        assertThat(List.of(Phase.values()).stream().filter(Phase::ended))
                .containsExactly(Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED);
    }
}
