// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestOutboxConfig CONFIG = TestOutboxConfig.DEFAULT;

    private final Lanes lanes = new Lanes(CONFIG);

    private static List<OutgoingRecord> records(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new OutgoingRecord(
                                i,
                                Topic.BUILDS.topicName(),
                                "key",
                                "",
                                Optional.of("x".repeat(bytes)),
                                Optional.empty()))
                .toList();
    }

    private void depart(String lane, int count) {
        lanes.depart(lane, records(count, 1), NOON);
    }

    private void fail(String lane, Instant at) {
        lanes.arrive(
                new Lane.Outcome(
                        lane, List.of(), Optional.of(new IllegalStateException("no leader"))),
                at);
    }

    private void succeed(String lane) {
        lanes.arrive(new Lane.Outcome(lane, List.of(1L), Optional.empty()), NOON);
    }

    @Test
    void everythingIsOpenAtFirst() {
        assertThat(lanes.next(NOON))
                .isEqualTo(new Lanes.Reading(CONFIG.batch(), CONFIG.bytes(), List.of(), List.of()));
    }

    @Test
    void aLaneOnItsWayIsNotReadAgain() {
        depart("a", 5);

        assertThat(lanes.next(NOON).closed()).containsExactly("a");
        assertThat(lanes.next(NOON).records()).isEqualTo(CONFIG.batch() - 5);
        succeed("a");
        assertThat(lanes.next(NOON).closed()).isEmpty();
    }

    @Test
    void whatTheBrokerIsSlowWithTakesNoPlaceButStaysClosed() {
        depart("a", CONFIG.batch());
        assertThat(lanes.next(NOON).records()).isZero();

        Lanes.Reading later = lanes.next(NOON.plus(CONFIG.patience()));

        assertThat(later.records()).isEqualTo(CONFIG.batch());
        assertThat(later.closed()).containsExactly("a");
    }

    @Test
    void noMoreBytesAreKeptThanMayBe() {
        lanes.depart("a", records(1, (int) CONFIG.bytes()), NOON);

        assertThat(lanes.next(NOON.plus(CONFIG.patience())).records()).isZero();
    }

    @Test
    void aLaneThatFailedIsTriedLaterWithItsFirstRecord() {
        depart("a", 5);
        fail("a", NOON);

        assertThat(lanes.next(NOON).closed()).containsExactly("a");
        Lanes.Reading later = lanes.next(NOON.plus(CONFIG.firstDelay()));
        assertThat(later.closed()).isEmpty();
        assertThat(later.heads()).containsExactly("a");
        assertThat(lanes.blocked()).isEqualTo(1);
    }

    @Test
    void eachFailureDoublesTheWaitUpToTheLongest() {
        Instant now = NOON;
        for (int i = 0; i < 10; i++) {
            depart("a", 1);
            fail("a", now);
        }

        assertThat(lanes.next(NOON.plus(CONFIG.longestDelay()).minusMillis(1)).heads()).isEmpty();
        assertThat(lanes.next(NOON.plus(CONFIG.longestDelay())).heads()).containsExactly("a");
    }

    @Test
    void aLaneThatComesThroughIsLikeAnyOther() {
        depart("a", 1);
        fail("a", NOON);
        depart("a", 1);
        succeed("a");

        assertThat(lanes.blocked()).isZero();
        assertThat(lanes.next(NOON))
                .isEqualTo(new Lanes.Reading(CONFIG.batch(), CONFIG.bytes(), List.of(), List.of()));
    }

    @Test
    void fewOfManyBlockedLanesAreTriedAtOnceTheOldestFirst() {
        for (int i = 0; i < 2 * Lanes.PROBES; i++) {
            depart("lane-" + i, 1);
            fail("lane-" + i, NOON);
        }
        Instant later = NOON.plus(CONFIG.longestDelay());

        Lanes.Reading reading = lanes.next(later);

        assertThat(reading.heads())
                .hasSize(Lanes.PROBES)
                .startsWith("lane-0", "lane-1")
                .doesNotContainAnyElementsOf(reading.closed());
        reading.heads().forEach(lane -> lanes.depart(lane, records(1, 1), later));
        assertThat(lanes.next(later).heads()).isEmpty();
        assertThat(lanes.next(later).closed()).hasSize(2 * Lanes.PROBES);
    }

    @Test
    void whileNothingComesThroughFewAreTried() {
        Lanes wide = new Lanes(new TestOutboxConfig(1_000, 1_000_000));
        wide.depart("a", records(1, 1), NOON);
        wide.arrive(
                new Lane.Outcome(
                        "a", List.of(), Optional.of(new IllegalStateException("no broker"))),
                NOON);
        assertThat(wide.next(NOON).records()).isEqualTo(Lanes.PROBES);

        wide.depart("b", records(1, 1), NOON);
        wide.arrive(new Lane.Outcome("b", List.of(1L), Optional.empty()), NOON);
        assertThat(wide.next(NOON).records()).isEqualTo(1_000);
    }

    @Test
    void notMoreBlockedLanesAreRememberedThanMayBe() {
        for (int i = 0; i <= Lanes.MOST_BLOCKED; i++) {
            depart("lane-" + i, 1);
            fail("lane-" + i, NOON);
        }

        assertThat(lanes.blocked()).isEqualTo(Lanes.MOST_BLOCKED);
        assertThat(lanes.next(NOON).closed()).doesNotContain("lane-0");
    }
}
