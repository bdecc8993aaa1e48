// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Keeps what the broker would have, and answers as the test says. */
final class FakePublisher implements EventPublisher {
    static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final List<EncodedEvent> published = new CopyOnWriteArrayList<>();
    private volatile Function<EncodedEvent, CompletionStage<Void>> answer = _ -> AT_ONCE;

    /** How a record is answered; one that fails, or is not answered yet, does not arrive. */
    void answer(Function<EncodedEvent, CompletionStage<Void>> how) {
        answer = how;
    }

    /** The payloads of a key, in the order in which the broker has them. */
    List<String> of(String key) {
        return published.stream()
                .filter(event -> event.key().equals(key))
                .map(EncodedEvent::json)
                .toList();
    }

    List<String> all() {
        return published.stream().map(EncodedEvent::json).toList();
    }

    @Override
    public CompletionStage<Void> publish(Envelope<?> envelope) {
        throw new AssertionError("the relay sends what is encoded");
    }

    @Override
    public CompletionStage<Void> publish(EncodedEvent event) {
        return answer.apply(event).thenRun(() -> published.add(event));
    }

    @Override
    public CompletionStage<Void> tombstone(Topic topic, String key) {
        return publish(
                new EncodedEvent(topic.topicName(), key, java.util.Map.of(), "tombstone " + topic));
    }
}
