// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import static dev.hornero.orchestrator.queue.QueueEntry.State.ENDED;
import static dev.hornero.orchestrator.queue.QueueEntry.State.QUEUED;
import static dev.hornero.orchestrator.queue.QueueEntry.State.RELEASING;
import static dev.hornero.orchestrator.queue.QueueEntry.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.queue.QueueEntry.State;
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
        assertThat(decide(PLENTY, entry(SHOP, 3, QUEUED), entry(SHOP, 2, QUEUED)))
                .containsExactly("shop-2");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"RUNNING", "RELEASING"})
    void nothingGoesBesideABuildOfTheSameProjectEnv(State state) {
        assertThat(decide(PLENTY, entry(SHOP, 1, state), entry(SHOP, 2, QUEUED)))
                .doesNotContain("shop-2");
    }

    @Test
    void whatHasEndedBlocksNoOther() {
        assertThat(decide(PLENTY, entry(SHOP, 1, ENDED), entry(SHOP, 2, QUEUED)))
                .containsExactly("shop-2");
    }

    @Test
    void whatIsHalfLetGoIsCarriedOnEvenAboveTheLimits() {
        assertThat(decide(new Limits(1, 1), entry(SHOP, 1, RELEASING), entry(BLOG, 1, RUNNING)))
                .containsExactly("shop-1");
    }

    @Test
    void aNamespaceHasItsLimit() {
        assertThat(
                        decide(
                                new Limits(2, 100),
                                entry(id(3), 1, RUNNING),
                                entry(SHOP, 1, QUEUED),
                                entry(BLOG, 1, QUEUED)))
                .hasSize(1);
    }

    @Test
    void aFullNamespaceDoesNotHoldUpAnother() {
        QueueEntry elsewhere =
                new QueueEntry("elsewhere", BLOG, "other", 1, NOON.plusSeconds(60), QUEUED);

        assertThat(
                        decide(
                                new Limits(1, 100),
                                entry(id(3), 1, RUNNING),
                                entry(SHOP, 1, QUEUED),
                                elsewhere))
                .containsExactly("elsewhere");
    }

    @Test
    void theClusterHasItsLimit() {
        assertThat(
                        decide(
                                new Limits(100, 2),
                                entry(id(3), 1, RELEASING),
                                entry(SHOP, 1, QUEUED),
                                entry(BLOG, 1, QUEUED)))
                .hasSize(2)
                .startsWith(id(3) + "-1");
    }

    @Test
    void theProjectEnvGoesFirstThatHasNotHadItsTurnForLongest() {
        List<QueueEntry> entries = List.of(entry(SHOP, 5, QUEUED), entry(BLOG, 9, QUEUED));

        assertThat(
                        uids(
                                ReleaseDecision.decide(
                                        entries,
                                        Map.of(SHOP, NOON, BLOG, NOON.minusSeconds(1)),
                                        new Limits(1, 1))))
                .containsExactly("blog-9");
        assertThat(uids(ReleaseDecision.decide(entries, Map.of(BLOG, NOON), new Limits(1, 1))))
                .containsExactly("shop-5");
    }

    @Test
    void manyBuildsOfOneProjectEnvDoNotStarveAnother() {
        List<QueueEntry> queued = new ArrayList<>();
        IntStream.rangeClosed(1, 50).forEach(n -> queued.add(entry(SHOP, n, QUEUED)));
        queued.add(entry(BLOG, 1, QUEUED));
        Map<ProjectEnvId, Instant> turns = Map.of(SHOP, NOON);

        assertThat(uids(ReleaseDecision.decide(queued, turns, new Limits(1, 1))))
                .containsExactly("blog-1");
    }

    @Test
    void theOrderInWhichBuildsAreSeenDoesNotMatter() {
        List<QueueEntry> entries = new ArrayList<>();
        for (int env = 1; env <= 6; env++) {
            for (int n = 1; n <= 4; n++) {
                entries.add(entry(id(env), n, n == 1 && env % 3 == 0 ? RUNNING : QUEUED));
            }
        }
        List<String> expected = uids(ReleaseDecision.decide(entries, Map.of(), new Limits(5, 5)));
        Random random = new Random(7);

        for (int i = 0; i < 50; i++) {
            Collections.shuffle(entries, random);
            assertThat(uids(ReleaseDecision.decide(entries, Map.of(), new Limits(5, 5))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new Limits(0, 1)).hasMessageContaining("HORNERO_MAX_BUILDS");
    }

    private static List<String> decide(Limits limits, QueueEntry... entries) {
        return uids(ReleaseDecision.decide(List.of(entries), Map.of(), limits));
    }

    private static List<String> uids(List<QueueEntry> entries) {
        return entries.stream().map(QueueEntry::uid).toList();
    }

    private static QueueEntry entry(ProjectEnvId projectEnv, long sequence, State state) {
        String name =
                projectEnv.equals(SHOP)
                        ? "shop"
                        : projectEnv.equals(BLOG) ? "blog" : projectEnv.toString();
        return new QueueEntry(
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
