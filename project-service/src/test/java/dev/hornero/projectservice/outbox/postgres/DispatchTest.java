// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final FakePublisher publisher = new FakePublisher();

    /** Answers at once, with the failure that a payload was given. */
    private static final class FakePublisher implements EventPublisher {
        private final List<String> published = new ArrayList<>();
        private final Map<String, RuntimeException> failures = new HashMap<>();
        private final Map<String, CompletableFuture<Void>> pending = new HashMap<>();

        @Override
        public CompletionStage<Void> publish(Envelope<?> envelope) {
            throw new AssertionError("the relay sends what is encoded");
        }

        @Override
        public CompletionStage<Void> publish(EncodedEvent event) {
            published.add(event.json());
            if (failures.containsKey(event.json())) {
                return CompletableFuture.failedFuture(failures.get(event.json()));
            }
            return pending.getOrDefault(event.json(), CompletableFuture.completedFuture(null));
        }

        @Override
        public CompletionStage<Void> tombstone(Topic topic, String key) {
            published.add("tombstone " + topic + " " + key);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static OutgoingRecord outgoing(long id, String key, String payload) {
        return new OutgoingRecord(
                id,
                Topic.BUILDS.topicName(),
                key,
                Map.of(),
                Optional.of(payload),
                Optional.empty());
    }

    private Dispatch.Outcome send(OutgoingRecord... batch) throws InterruptedException {
        return Dispatch.send(publisher, List.of(batch), PATIENCE);
    }

    @Test
    void recordsGoInTheirOrder() throws Exception {
        Dispatch.Outcome outcome =
                send(outgoing(1, "a", "one"), outgoing(2, "a", "two"), outgoing(3, "b", "three"));

        assertThat(publisher.published).containsExactly("one", "two", "three");
        assertThat(outcome.sent()).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(outcome.failure()).isEmpty();
    }

    @Test
    void noneOvertakesOneOfItsKeyThatFailed() throws Exception {
        publisher.failures.put("one", new TimeoutException("no broker"));

        Dispatch.Outcome outcome =
                send(outgoing(1, "a", "one"), outgoing(2, "a", "two"), outgoing(3, "b", "three"));

        assertThat(publisher.published).containsExactly("one", "three");
        assertThat(outcome.sent()).containsExactly(3L);
        assertThat(outcome.failure()).isPresent();
    }

    @Test
    void theNextOfAKeyWaitsForTheAcknowledgementOfTheOneBefore() throws Exception {
        publisher.pending.put("one", new CompletableFuture<>());

        Dispatch.Outcome outcome =
                Dispatch.send(
                        publisher,
                        List.of(outgoing(1, "a", "one"), outgoing(2, "a", "two")),
                        Duration.ofMillis(50));

        assertThat(publisher.published).containsExactly("one");
        assertThat(outcome.sent()).isEmpty();
        assertThat(outcome.failure()).isPresent();
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedAndHoldsUpNobody() throws Exception {
        publisher.failures.put("one", new RecordTooLargeException("2 MB"));
        OutgoingRecord tooLarge = outgoing(1, "a", "one");

        Dispatch.Outcome outcome = send(tooLarge, outgoing(2, "a", "two"));

        assertThat(outcome.refused()).containsExactly(tooLarge);
        assertThat(outcome.sent()).containsExactly(2L);
        assertThat(outcome.failure()).isEmpty();
    }

    @Test
    void aRowWithoutAPayloadIsATombstone() throws Exception {
        send(
                new OutgoingRecord(
                        1,
                        Topic.API_KEYS.topicName(),
                        "key-1",
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(publisher.published).containsExactly("tombstone API_KEYS key-1");
    }
}
