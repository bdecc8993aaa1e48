// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox.postgres;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.publish.EventPublisher;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends one batch. Records of one key go one after another, each when the broker has the one
 * before, so that none overtakes one that failed; those of other keys do not wait for them.
 */
final class Dispatch {
    private static final Map<String, Topic> TOPICS =
            Arrays.stream(Topic.values())
                    .collect(Collectors.toUnmodifiableMap(Topic::topicName, topic -> topic));

    private final EventPublisher publisher;
    private final Queue<Long> sent = new ConcurrentLinkedQueue<>();
    private final Queue<OutgoingRecord> refused = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<Void>> chains = new HashMap<>();

    private Dispatch(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * What became of a batch.
     *
     * @param sent the broker has them
     * @param refused the broker will never take them
     * @param failure why the rest has to be tried again, if there is a rest
     */
    record Outcome(List<Long> sent, List<OutgoingRecord> refused, Optional<Throwable> failure) {
        Outcome {
            sent = List.copyOf(sent);
            refused = List.copyOf(refused);
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** Returns when every record was acknowledged, or failed, or patience ends. */
    static Outcome send(EventPublisher publisher, List<OutgoingRecord> batch, Duration patience)
            throws InterruptedException {
        Dispatch dispatch = new Dispatch(publisher);
        batch.forEach(dispatch::enqueue);
        return dispatch.await(patience);
    }

    private void enqueue(OutgoingRecord next) {
        chains.compute(
                next.topic() + ' ' + next.key(),
                (_, before) ->
                        before == null ? deliver(next) : before.thenCompose(_ -> deliver(next)));
    }

    /** Fails only where the same record may be taken later. */
    private CompletableFuture<Void> deliver(OutgoingRecord next) {
        return publish(next)
                .toCompletableFuture()
                .thenRun(() -> sent.add(next.id()))
                .exceptionallyCompose(failure -> {
                    if (isTooLarge(failure)) {
                        refused.add(next);
                        return CompletableFuture.completedFuture(null);
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private CompletionStage<Void> publish(OutgoingRecord next) {
        return next.payload()
                .map(json ->
                        publisher.publish(
                                new EncodedEvent(next.topic(), next.key(), next.headers(), json)))
                .orElseGet(() ->
                        publisher.tombstone(
                                Objects.requireNonNull(TOPICS.get(next.topic()), next.topic()),
                                next.key()));
    }

    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(one ->
                        one instanceof RecordTooLargeException
                                || one instanceof RecordBatchTooLargeException);
    }

    private Outcome await(Duration patience) throws InterruptedException {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(chains.values().toArray(CompletableFuture[]::new));
        Optional<Throwable> failure = Optional.empty();
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            failure = Optional.of(e);
        }
        return new Outcome(List.copyOf(sent), List.copyOf(refused), failure);
    }
}
