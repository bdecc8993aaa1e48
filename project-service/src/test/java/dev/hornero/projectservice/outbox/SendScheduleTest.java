// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TestOutboxConfig CONFIG = TestOutboxConfig.DEFAULT;

    private final SendSchedule schedule = new SendSchedule(CONFIG);

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

    private void start(String orderingKey, int count) {
        schedule.started(orderingKey, records(count, 1), NOON);
    }

    private void fail(String orderingKey, Instant at) {
        schedule.finished(
                new OrderedSender.Outcome(
                        orderingKey,
                        List.of(),
                        Optional.of(new IllegalStateException("no leader"))),
                at);
    }

    private void succeed(String orderingKey) {
        schedule.finished(
                new OrderedSender.Outcome(orderingKey, List.of(1L), Optional.empty()), NOON);
    }

    @Test
    void everythingIsOpenAtFirst() {
        assertThat(schedule.next(NOON))
                .isEqualTo(
                        new SendSchedule.Reading(
                                CONFIG.batch(), CONFIG.bytes(), List.of(), List.of()));
    }

    @Test
    void aKeyInFlightIsNotReadAgain() {
        start("a", 5);

        assertThat(schedule.next(NOON).closed()).containsExactly("a");
        assertThat(schedule.next(NOON).records()).isEqualTo(CONFIG.batch() - 5);
        succeed("a");
        assertThat(schedule.next(NOON).closed()).isEmpty();
    }

    @Test
    void whatTheBrokerIsSlowWithTakesNoPlaceButStaysClosed() {
        start("a", CONFIG.batch());
        assertThat(schedule.next(NOON).records()).isZero();

        SendSchedule.Reading later = schedule.next(NOON.plus(CONFIG.patience()));

        assertThat(later.records()).isEqualTo(CONFIG.batch());
        assertThat(later.closed()).containsExactly("a");
    }

    @Test
    void noMoreBytesAreKeptThanMayBe() {
        schedule.started("a", records(1, (int) CONFIG.bytes()), NOON);

        assertThat(schedule.next(NOON.plus(CONFIG.patience())).records()).isZero();
    }

    @Test
    void aKeyThatFailedIsTriedLaterWithItsFirstRecord() {
        start("a", 5);
        fail("a", NOON);

        assertThat(schedule.next(NOON).closed()).containsExactly("a");
        SendSchedule.Reading later = schedule.next(NOON.plus(CONFIG.firstDelay()));
        assertThat(later.closed()).isEmpty();
        assertThat(later.heads()).containsExactly("a");
        assertThat(schedule.blocked()).isEqualTo(1);
    }

    @Test
    void eachFailureDoublesTheWaitUpToTheLongest() {
        Instant now = NOON;
        for (int i = 0; i < 10; i++) {
            start("a", 1);
            fail("a", now);
        }

        assertThat(schedule.next(NOON.plus(CONFIG.longestDelay()).minusMillis(1)).heads())
                .isEmpty();
        assertThat(schedule.next(NOON.plus(CONFIG.longestDelay())).heads()).containsExactly("a");
    }

    @Test
    void aKeyThatSucceedsIsLikeAnyOther() {
        start("a", 1);
        fail("a", NOON);
        start("a", 1);
        succeed("a");

        assertThat(schedule.blocked()).isZero();
        assertThat(schedule.next(NOON))
                .isEqualTo(
                        new SendSchedule.Reading(
                                CONFIG.batch(), CONFIG.bytes(), List.of(), List.of()));
    }

    @Test
    void fewOfManyBlockedKeysAreTriedAtOnceTheOldestFirst() {
        for (int i = 0; i < 2 * SendSchedule.PROBES; i++) {
            start("key-" + i, 1);
            fail("key-" + i, NOON);
        }
        Instant later = NOON.plus(CONFIG.longestDelay());

        SendSchedule.Reading reading = schedule.next(later);

        assertThat(reading.heads())
                .hasSize(SendSchedule.PROBES)
                .startsWith("key-0", "key-1")
                .doesNotContainAnyElementsOf(reading.closed());
        reading.heads().forEach(orderingKey -> schedule.started(orderingKey, records(1, 1), later));
        assertThat(schedule.next(later).heads()).isEmpty();
        assertThat(schedule.next(later).closed()).hasSize(2 * SendSchedule.PROBES);
    }

    @Test
    void whileNothingSucceedsFewAreTried() {
        SendSchedule wide = new SendSchedule(new TestOutboxConfig(1_000, 1_000_000));
        wide.started("a", records(1, 1), NOON);
        wide.finished(
                new OrderedSender.Outcome(
                        "a", List.of(), Optional.of(new IllegalStateException("no broker"))),
                NOON);
        assertThat(wide.next(NOON).records()).isEqualTo(SendSchedule.PROBES);

        wide.started("b", records(1, 1), NOON);
        wide.finished(new OrderedSender.Outcome("b", List.of(1L), Optional.empty()), NOON);
        assertThat(wide.next(NOON).records()).isEqualTo(1_000);
    }

    @Test
    void notMoreBlockedKeysAreRememberedThanMayBe() {
        for (int i = 0; i <= SendSchedule.MOST_BLOCKED; i++) {
            start("key-" + i, 1);
            fail("key-" + i, NOON);
        }

        assertThat(schedule.blocked()).isEqualTo(SendSchedule.MOST_BLOCKED);
        assertThat(schedule.next(NOON).closed()).doesNotContain("key-0");
    }
}
