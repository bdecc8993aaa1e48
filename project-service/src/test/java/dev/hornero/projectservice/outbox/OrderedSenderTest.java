// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.BuildId;
import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.projectservice.outbox.UnsendableEvent.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OrderedSenderTest {
    private static final UUID BUILD = new UUID(0, 7);

    private final FakePublisher publisher = new FakePublisher();
    private final List<UnsendableEvent> unsendable = new ArrayList<>();
    private final OrderedSender sender =
            new OrderedSender(publisher, unsendable::add, new ObjectMapper());

    private static OutgoingRecord outgoing(long id, String payload) {
        return outgoing(id, "{}", payload);
    }

    private static OutgoingRecord outgoing(long id, String headers, String payload) {
        return new OutgoingRecord(
                id,
                Topic.BUILDS.topicName(),
                "a",
                headers,
                Optional.of(payload),
                Optional.of(BUILD));
    }

    private static Function<EncodedEvent, CompletionStage<Void>> failing(
            String payload, RuntimeException failure) {
        return event ->
                event.json().equals(payload)
                        ? CompletableFuture.failedFuture(failure)
                        : FakePublisher.AT_ONCE;
    }

    @Test
    void recordsGoInTheirOrder() {
        OrderedSender.Outcome outcome =
                sender.send(List.of(outgoing(1, "one"), outgoing(2, "two"), outgoing(3, "three")));

        assertThat(publisher.all()).containsExactly("one", "two", "three");
        assertThat(outcome.done()).containsExactly(1L, 2L, 3L);
        assertThat(outcome.failure()).isEmpty();
    }

    @Test
    void noneOvertakesOneThatFailed() {
        publisher.answer(failing("two", new TimeoutException("no leader")));

        OrderedSender.Outcome outcome =
                sender.send(List.of(outgoing(1, "one"), outgoing(2, "two"), outgoing(3, "three")));

        assertThat(publisher.all()).containsExactly("one");
        assertThat(outcome.done()).containsExactly(1L);
        assertThat(outcome.failure()).isPresent();
    }

    @Test
    void aRecordThatIsTooLargeEndsItsBuildAndHoldsUpNoOther() {
        publisher.answer(failing("one", new RecordTooLargeException("2 MB")));

        OrderedSender.Outcome outcome =
                sender.send(List.of(outgoing(1, "one"), outgoing(2, "two")));

        assertThat(publisher.all()).containsExactly("two");
        assertThat(outcome.done()).containsExactly(1L, 2L);
        assertThat(unsendable)
                .containsExactly(new UnsendableEvent(new BuildId(BUILD), Why.TOO_LARGE));
    }

    @Test
    void aRecordThatCannotBeReadEndsItsBuildAndHoldsUpNoOther() {
        OrderedSender.Outcome outcome =
                sender.send(List.of(outgoing(1, "oops", "one"), outgoing(2, "two")));

        assertThat(publisher.all()).containsExactly("two");
        assertThat(outcome.done()).containsExactly(1L, 2L);
        assertThat(unsendable)
                .containsExactly(new UnsendableEvent(new BuildId(BUILD), Why.UNREADABLE));
    }

    @Test
    void aRefusalThatFailsIsTriedAgain() {
        publisher.answer(failing("one", new RecordTooLargeException("2 MB")));
        OrderedSender withoutDatabase =
                new OrderedSender(
                        publisher,
                        _ -> {
                            throw new IllegalStateException("no database");
                        },
                        new ObjectMapper());

        OrderedSender.Outcome outcome =
                withoutDatabase.send(List.of(outgoing(1, "one"), outgoing(2, "two")));

        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.failure()).isPresent();
    }

    @Test
    void aRowWithoutAPayloadIsATombstone() {
        sender.send(
                List.of(
                        new OutgoingRecord(
                                1,
                                Topic.API_KEYS.topicName(),
                                "key-1",
                                "{}",
                                Optional.empty(),
                                Optional.empty())));

        assertThat(publisher.of("key-1")).containsExactly("tombstone API_KEYS");
    }
}
