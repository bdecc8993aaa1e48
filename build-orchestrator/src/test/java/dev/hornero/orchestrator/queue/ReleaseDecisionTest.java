// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import static dev.hornero.orchestrator.queue.Place.State.ENDED;
import static dev.hornero.orchestrator.queue.Place.State.LETTING_GO;
import static dev.hornero.orchestrator.queue.Place.State.QUEUED;
import static dev.hornero.orchestrator.queue.Place.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.queue.Place.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseDecisionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Limits PLENTY = new Limits(100, 100);
    private static final ProjectEnvId SHOP = id(1);
    private static final ProjectEnvId BLOG = id(2);

    @Test
    void theLowestSequenceOfAProjectEnvGoesFirst() {
        assertThat(decide(PLENTY, place(SHOP, 3, QUEUED), place(SHOP, 2, QUEUED)))
                .containsExactly("shop-2");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"RUNNING", "LETTING_GO"})
    void nothingGoesBesideABuildOfTheSameProjectEnv(State state) {
        assertThat(decide(PLENTY, place(SHOP, 1, state), place(SHOP, 2, QUEUED)))
                .doesNotContain("shop-2");
    }

    @Test
    void whatHasEndedHoldsNobodyUp() {
        assertThat(decide(PLENTY, place(SHOP, 1, ENDED), place(SHOP, 2, QUEUED)))
                .containsExactly("shop-2");
    }

    @Test
    void whatIsHalfLetGoIsCarriedOnEvenAboveTheLimits() {
        assertThat(decide(new Limits(1, 1), place(SHOP, 1, LETTING_GO), place(BLOG, 1, RUNNING)))
                .containsExactly("shop-1");
    }

    @Test
    void aNamespaceHasItsLimit() {
        assertThat(
                        decide(
                                new Limits(2, 100),
                                place(id(3), 1, RUNNING),
                                place(SHOP, 1, QUEUED),
                                place(BLOG, 1, QUEUED)))
                .hasSize(1);
    }

    @Test
    void aFullNamespaceDoesNotHoldUpAnother() {
        Place elsewhere = new Place("elsewhere", BLOG, "other", 1, NOON.plusSeconds(60), QUEUED);

        assertThat(
                        decide(
                                new Limits(1, 100),
                                place(id(3), 1, RUNNING),
                                place(SHOP, 1, QUEUED),
                                elsewhere))
                .containsExactly("elsewhere");
    }

    @Test
    void theClusterHasItsLimit() {
        assertThat(
                        decide(
                                new Limits(100, 2),
                                place(id(3), 1, LETTING_GO),
                                place(SHOP, 1, QUEUED),
                                place(BLOG, 1, QUEUED)))
                .hasSize(2)
                .startsWith(id(3) + "-1");
    }

    @Test
    void theProjectEnvGoesFirstThatHasNotHadItsTurnForLongest() {
        List<Place> places = List.of(place(SHOP, 5, QUEUED), place(BLOG, 9, QUEUED));

        assertThat(
                        uids(
                                ReleaseDecision.decide(
                                        places,
                                        Map.of(SHOP, NOON, BLOG, NOON.minusSeconds(1)),
                                        new Limits(1, 1))))
                .containsExactly("blog-9");
        assertThat(uids(ReleaseDecision.decide(places, Map.of(BLOG, NOON), new Limits(1, 1))))
                .containsExactly("shop-5");
    }

    @Test
    void manyBuildsOfOneProjectEnvDoNotStarveAnother() {
        List<Place> queued = new ArrayList<>();
        IntStream.rangeClosed(1, 50).forEach(n -> queued.add(place(SHOP, n, QUEUED)));
        queued.add(place(BLOG, 1, QUEUED));
        Map<ProjectEnvId, Instant> turns = Map.of(SHOP, NOON);

        assertThat(uids(ReleaseDecision.decide(queued, turns, new Limits(1, 1))))
                .containsExactly("blog-1");
    }

    @Test
    void theOrderInWhichBuildsAreSeenDoesNotMatter() {
        List<Place> places = new ArrayList<>();
        for (int env = 1; env <= 6; env++) {
            for (int n = 1; n <= 4; n++) {
                places.add(place(id(env), n, n == 1 && env % 3 == 0 ? RUNNING : QUEUED));
            }
        }
        List<String> expected = uids(ReleaseDecision.decide(places, Map.of(), new Limits(5, 5)));
        Random random = new Random(7);

        for (int i = 0; i < 50; i++) {
            Collections.shuffle(places, random);
            assertThat(uids(ReleaseDecision.decide(places, Map.of(), new Limits(5, 5))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Limits(0, 1)).hasMessageContaining("HORNERO_MAX_BUILDS");
    }

    private static List<String> decide(Limits limits, Place... places) {
        return uids(ReleaseDecision.decide(List.of(places), Map.of(), limits));
    }

    private static List<String> uids(List<Place> places) {
        return places.stream().map(Place::uid).toList();
    }

    private static Place place(ProjectEnvId projectEnv, long sequence, State state) {
        String name =
                projectEnv.equals(SHOP)
                        ? "shop"
                        : projectEnv.equals(BLOG) ? "blog" : projectEnv.toString();
        return new Place(
                name + "-" + sequence,
                projectEnv,
                "builds",
                sequence,
                NOON.plusSeconds(sequence),
                state);
    }

    private static ProjectEnvId id(int number) {
        return new ProjectEnvId(new UUID(0, number));
    }
}
