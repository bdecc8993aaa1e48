// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hornero.events.Code;
import dev.hornero.events.job.BuildStep;
import dev.hornero.events.scan.Consequence;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.imagebuild.model.BuildWarning.About;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuildFactsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Story story = Story.begin("shop", NOON);

    private List<BuildFacts> everythingThatCanBePublished() {
        return Stream.<Envelope<?>>of(
                        story.created(),
                        story.scanned(Story.FIRST_COMMIT, "VERSION"),
                        story.scanned(Story.NEWER_COMMIT, "VERSION", "TOKEN"),
                        story.scanFailed(),
                        story.needsValues("VERSION", "TOKEN"),
                        story.needsValues("TOKEN"),
                        story.needsValues(Story.requiringVariant(), "VARIANT"),
                        story.resolved(Story.FIRST_COMMIT, 1),
                        story.resolved(Story.FIRST_COMMIT, 1, Story.requiring("VERSION")),
                        story.cancelRequested(),
                        story.queued(),
                        story.launched(),
                        story.waiting(),
                        story.started(),
                        story.doing(BuildStep.FETCHING),
                        story.doing(BuildStep.BUILDING),
                        story.buildingWithout("vendor/lib"),
                        story.buildingWithout(),
                        story.doing(BuildStep.PUSHING),
                        story.cancelled(),
                        story.jobCancelled(),
                        story.failed(),
                        story.givenUp(),
                        story.succeeded())
                .map(Story::facts)
                .toList();
    }

    @Test
    void joiningIsCommutativeAssociativeAndIdempotent() {
        List<BuildFacts> all = everythingThatCanBePublished();

        for (BuildFacts a : all) {
            assertThat(a.join(a)).isEqualTo(a);
            for (BuildFacts b : all) {
                assertThat(a.join(b)).isEqualTo(b.join(a));
                assertThat(a.join(b).join(a)).isEqualTo(a.join(b));
                for (BuildFacts c : all) {
                    assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
                }
            }
        }
    }

    @Test
    void everyOrderAndRepetitionOfABuildWithValuesGivesTheSameFacts() {
        List<BuildFacts> published =
                Stream.<Envelope<?>>of(
                                story.created(),
                                story.scanned(Story.FIRST_COMMIT, "VERSION"),
                                story.needsValues("VERSION"),
                                story.scanned(Story.NEWER_COMMIT, "VERSION"),
                                story.resolved(Story.NEWER_COMMIT, 1),
                                story.started(),
                                story.succeeded())
                        .map(Story::facts)
                        .toList();

        assertThat(rowsOfEveryOrderAndRepetition(published))
                .singleElement()
                .satisfies(row -> assertThat(row.phase()).isEqualTo(Phase.SUCCEEDED));
    }

    @Test
    void everyOrderAndRepetitionOfEvaluationsGivesTheLastOne() {
        List<BuildFacts> published =
                Stream.<Envelope<?>>of(
                                story.created(),
                                story.scanned(Story.FIRST_COMMIT, "VARIANT"),
                                story.needsValues("VARIANT"),
                                story.needsValues(Story.requiringVariant(), "VARIANT"),
                                story.needsValues(
                                        Story.requiringSince(Optional.of("dev"), "DEVTOOLS"),
                                        "DEVTOOLS"),
                                story.resolved(Story.FIRST_COMMIT, 1, Story.requiring("DEVTOOLS")))
                        .map(Story::facts)
                        .toList();

        assertThat(rowsOfEveryOrderAndRepetition(published))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.evaluation()).contains(Story.requiring("DEVTOOLS")));
    }

    private static Set<BuildFacts> rowsOfEveryOrderAndRepetition(List<BuildFacts> published) {
        return permutations(published)
                .flatMap(order -> Stream.of(join(order), join(repeating(order))))
                .collect(toSet());
    }

    @Test
    void argumentsAndWarningsAreThoseWithTheValuesOnceTheyAreKnown() {
        BuildFacts scanned = Story.facts(story.scanned(Story.FIRST_COMMIT, "VERSION"));
        BuildFacts evaluated =
                scanned.join(Story.facts(story.needsValues(Story.requiring("TOKEN"), "TOKEN")));

        assertThat(names(scanned)).containsExactly("VERSION", "COLOUR");
        assertThat(scanned.warnings()).extracting(BuildWarning::code).containsExactly("SECRET_ARG");
        assertThat(names(evaluated)).containsExactly("TOKEN", "COLOUR", "VARIANT");
        assertThat(evaluated.warnings())
                .extracting(BuildWarning::code)
                .containsExactly("UNKNOWN_ARG");
    }

    @Test
    void warningsSayWhatTheyAreAboutAndThoseOfTheCheckoutComeLast() {
        BuildFacts built =
                Story.facts(story.buildingWithout("vendor/lib"))
                        .join(Story.facts(story.doing(BuildStep.PUSHING)));
        BuildFacts scanned = Story.facts(story.scanned(Story.FIRST_COMMIT));
        BuildFacts evaluated = Story.facts(story.needsValues(Story.requiring("TOKEN"), "TOKEN"));

        assertThat(built.join(scanned).warnings())
                .extracting(BuildWarning::about)
                .containsExactly(About.DOCKERFILE, About.CHECKOUT);
        assertThat(built.join(scanned).join(evaluated).warnings())
                .extracting(BuildWarning::about)
                .containsExactly(About.VALUE, About.CHECKOUT);
        assertThat(built.warnings())
                .containsExactly(
                        new BuildWarning(
                                "SUBMODULE_LEFT_OUT",
                                About.CHECKOUT,
                                Optional.empty(),
                                "vendor/lib is a submodule."));
    }

    @Test
    void anImageThatNoRegistryHasIsWarnedOf() {
        BuildFacts ended = Story.facts(story.succeededWithoutRegistry());

        assertThat(ended.warnings())
                .containsExactly(
                        new BuildWarning(
                                "IMAGE_NOT_PUSHED",
                                About.IMAGE,
                                Optional.empty(),
                                "No registry answers"));
        assertThat(EventText.of(story.succeededWithoutRegistry().event()))
                .startsWith("Image registry.example/prod-shop:latest built, digest ")
                .endsWith(". Warning: No registry answers");
    }

    @Test
    void theLastCheckoutOfABuildHolds() {
        BuildFacts first = Story.facts(story.buildingWithout("vendor/lib"));
        BuildFacts second = Story.facts(story.buildingWithout("vendor/other"));

        assertThat(
                        rowsOfEveryOrderAndRepetition(
                                List.of(
                                        first,
                                        second,
                                        Story.facts(story.doing(BuildStep.PUSHING)))))
                .singleElement()
                .satisfies(row -> assertThat(row.warnings()).isEqualTo(second.warnings()));
    }

    private static List<String> names(BuildFacts facts) {
        return facts.arguments().orElseThrow().stream()
                .map(evaluated -> evaluated.argument().name())
                .toList();
    }

    @Test
    void consequencesAreThoseOfValuesThatAreMissing() {
        BuildFacts waiting = Story.facts(story.needsValues(Story.requiringVariant(), "VARIANT"));
        BuildFacts ended = waiting.join(Story.facts(story.cancelled()));

        assertThat(waiting.consequences())
                .containsExactly(new Consequence("VARIANT", "dev", List.of("DEVTOOLS")));
        assertThat(ended.consequences()).isEmpty();
    }

    @Test
    void everyOrderOfCompetingEndsGivesTheStrongest() {
        List<BuildFacts> published =
                Stream.<Envelope<?>>of(
                                story.scanFailed(),
                                story.cancelled(),
                                story.jobCancelled(),
                                story.failed(),
                                story.givenUp(),
                                story.succeeded())
                        .map(Story::facts)
                        .toList();

        assertThat(permutations(published).map(BuildFactsTest::join).collect(toSet()))
                .singleElement()
                .satisfies(row -> assertThat(row.phase()).isEqualTo(Phase.SUCCEEDED));
        assertThat(join(published.subList(0, 5)).phase()).isEqualTo(Phase.FAILED);
        assertThat(join(published.subList(0, 3)).phase()).isEqualTo(Phase.CANCELLED);
        assertThat(join(published.subList(0, 1)).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void shufflesOfEverythingGiveTheSameFacts() {
        List<BuildFacts> all = everythingThatCanBePublished();
        BuildFacts expected = join(all);
        Random random = new Random(20260301);

        for (int i = 0; i < 2_000; i++) {
            List<BuildFacts> shuffled = new ArrayList<>(all);
            IntStream.range(0, random.nextInt(all.size()))
                    .forEach(_ -> shuffled.add(all.get(random.nextInt(all.size()))));
            Collections.shuffle(shuffled, random);
            assertThat(join(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void scanOfTheResolvedCommitHolds() {
        BuildFacts first = Story.facts(story.scanned(Story.FIRST_COMMIT, "VERSION"));
        BuildFacts newer = Story.facts(story.scanned(Story.NEWER_COMMIT, "VERSION", "TOKEN"));
        BuildFacts resolved = Story.facts(story.resolved(Story.NEWER_COMMIT, 1));

        assertThat(first.join(newer).commit()).contains(Story.commit(Story.FIRST_COMMIT));
        assertThat(first.join(newer).join(resolved).commit())
                .contains(Story.commit(Story.NEWER_COMMIT));
        assertThat(first.join(newer).join(resolved).argument("TOKEN")).isPresent();
        assertThat(first.join(resolved).scan()).isEmpty();
    }

    @Test
    void sameEventPublishedAgainLaterKeepsItsFirstTime() {
        var started = story.started();
        BuildFacts again =
                new EventFacts(started.id(), started.time().plusSeconds(90)).of(started.event());

        assertThat(Times.of(again.join(Story.facts(started))).started()).contains(started.time());
    }

    @Test
    void stepsOfOneSecondAreTakenInTheirOrder() {
        var fetching = story.doing(BuildStep.FETCHING).event();
        var building = story.doing(BuildStep.BUILDING).event();
        BuildFacts first = new EventFacts("z", NOON).of(fetching);
        BuildFacts second = new EventFacts("a", NOON).of(building);

        assertThat(first.join(second).currentStep().orElseThrow().step())
                .isEqualTo(Code.of(BuildStep.BUILDING));
        assertThat(second.join(first)).isEqualTo(first.join(second));
    }

    @Test
    void factsOfTwoBuildsAreNotJoined() {
        BuildFacts one = Story.facts(story.created());
        BuildFacts other = Story.facts(Story.begin("shop", NOON).created());

        assertThatIllegalArgumentException().isThrownBy(() -> one.join(other));
    }

    private static BuildFacts join(List<BuildFacts> facts) {
        return facts.stream().reduce(BuildFacts::join).orElseThrow();
    }

    /** Each once more, at the other end. */
    private static List<BuildFacts> repeating(List<BuildFacts> order) {
        List<BuildFacts> twice = new ArrayList<>(order);
        twice.addAll(order.reversed());
        return twice;
    }

    private static <T> Stream<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return Stream.of(List.of());
        }
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(first -> {
                    List<T> others = new ArrayList<>(items);
                    T chosen = others.remove((int) first);
                    return permutations(others)
                            .map(rest -> Stream.concat(Stream.of(chosen), rest.stream()).toList());
                });
    }
}
