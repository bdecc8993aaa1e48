// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.BuildId;
import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.publish.EventPublisher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Sends records of one key, each when the broker has the one before, so that none overtakes one
 * that failed.
 */
final class OrderedSender {
    private static final Logger LOG = Logger.getLogger(OrderedSender.class);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final EventPublisher publisher;
    private final Consumer<UnsendableEvent> unsendable;
    private final ObjectMapper json;

    OrderedSender(
            EventPublisher publisher, Consumer<UnsendableEvent> unsendable, ObjectMapper json) {
        this.publisher = publisher;
        this.unsendable = unsendable;
        this.json = json;
    }

    /**
     * What became of the records of an ordering key.
     *
     * @param done may leave the table: the broker has them, or will never take them
     * @param failure why the rest has to be tried again, if there is a rest
     */
    record Outcome(String orderingKey, List<Long> done, Optional<Throwable> failure) {
        Outcome {
            done = List.copyOf(done);
            Objects.requireNonNull(failure, "failure");
        }
    }

    /** Returns when the broker has them all, or one failed; they have one ordering key. */
    Outcome send(List<OutgoingRecord> records) {
        String orderingKey = records.getFirst().orderingKey();
        List<Long> done = new ArrayList<>();
        for (OutgoingRecord each : records) {
            try {
                send(each);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome(orderingKey, done, Optional.of(e));
            } catch (ExecutionException | RuntimeException e) {
                return new Outcome(orderingKey, done, Optional.of(e));
            }
            done.add(each.id());
        }
        return new Outcome(orderingKey, done, Optional.empty());
    }

    private void send(OutgoingRecord each) throws ExecutionException, InterruptedException {
        Map<String, String> headers;
        try {
            headers = json.readValue(each.headers(), HEADERS);
        } catch (JsonProcessingException e) {
            LOG.errorf(e, "An event of the outbox cannot be read row=%d", each.id());
            giveUp(each, UnsendableEvent.Why.UNREADABLE);
            return;
        }
        try {
            publish(each, headers);
        } catch (ExecutionException e) {
            if (!isTooLarge(e)) {
                throw e;
            }
            giveUp(each, UnsendableEvent.Why.TOO_LARGE);
        }
    }

    private void publish(OutgoingRecord each, Map<String, String> headers)
            throws ExecutionException, InterruptedException {
        (each.payload().isPresent()
                        ? publisher.publish(
                                new EncodedEvent(
                                        each.topic(), each.key(), headers, each.payload().get()))
                        : publisher.tombstone(topic(each.topic()), each.key()))
                .toCompletableFuture()
                .get();
    }

    private static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no topic of the contract: " + name));
    }

    private void giveUp(OutgoingRecord each, UnsendableEvent.Why why) {
        LOG.errorf(
                "An event is never sent topic=%s key=%s buildId=%s reason=%s",
                each.topic(), each.key(), each.build().map(UUID::toString).orElse("none"), why);
        each.build()
                .ifPresent(
                        build -> unsendable.accept(new UnsendableEvent(new BuildId(build), why)));
    }

    private static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(one ->
                        one instanceof RecordTooLargeException
                                || one instanceof RecordBatchTooLargeException);
    }
}
