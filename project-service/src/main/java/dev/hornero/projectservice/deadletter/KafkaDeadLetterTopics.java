// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildId;
import dev.hornero.events.Topic;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.envelope.CloudEventHeaders;
import dev.hornero.messaging.publish.RecordSender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * The dead letters on the broker: reads their topics from the ends, under no group, for one request
 * at a time. Throws a 503 while the broker is away.
 */
@Singleton
class KafkaDeadLetterTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What burying added; a record that is put back goes as it first came. */
    private static final Set<String> ADDED =
            Set.of(
                    DeadLetterHeaders.REASON,
                    DeadLetterHeaders.GROUP,
                    DeadLetterHeaders.TOPIC,
                    DeadLetterHeaders.PARTITION,
                    DeadLetterHeaders.OFFSET,
                    DeadLetterHeaders.TIME,
                    DeadLetterHeaders.VALUE_SIZE,
                    DeadLetterHeaders.VALUE_SHA256,
                    DeadLetterHeaders.REPLAY_GROUP);

    private final KafkaClients clients;
    private final RecordSender sender;
    private final String group;

    KafkaDeadLetterTopics(KafkaClients clients, RecordSender sender, MessagingConfig config) {
        this.clients = clients;
        this.sender = sender;
        this.group = config.group();
    }

    /** The newest, at most {@code limit}, in no order. */
    List<DeadLetter> newest(int limit) {
        return reading(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            ends.forEach((partition, end) ->
                    consumer.seek(
                            partition,
                            Math.max(requireNonNull(starts.get(partition)), end - limit)));
            // A value may be as large as a record can be, so none is kept
            Queue<DeadLetter> newest =
                    new PriorityQueue<>(Comparator.comparing(letter -> letter.time().orElse("")));
            readUpTo(
                    consumer,
                    ends,
                    found -> {
                        newest.add(letter(found));
                        if (newest.size() > limit) {
                            newest.remove();
                        }
                    });
            return List.copyOf(newest);
        });
    }

    Optional<DeadLetter> find(String id) {
        return KafkaPosition.read(id).flatMap(this::read).map(this::letter);
    }

    /** Puts one back onto its topic for the group that gave up on it; returns when it is there. */
    void putBack(DeadLetter letter) {
        ConsumerRecord<String, byte[]> buried =
                KafkaPosition.read(letter.id()).flatMap(this::read).orElseThrow();
        if (buried.headers().lastHeader(DeadLetterHeaders.VALUE_SIZE) != null) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "The record was too large to be kept whole, so it cannot be replayed. Its origin"
                            + " has it as long as the topic keeps it.");
        }
        ProducerRecord<String, byte[]> again =
                new ProducerRecord<>(letter.topic(), buried.key(), buried.value());
        buried.headers()
                .forEach(header -> {
                    if (!ADDED.contains(header.key())) {
                        again.headers().add(header);
                    }
                });
        letter.group()
                .ifPresent(group ->
                        again.headers()
                                .add(
                                        DeadLetterHeaders.REPLAY_GROUP,
                                        group.getBytes(StandardCharsets.UTF_8)));
        try {
            sender.send(again).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
    }

    private Optional<ConsumerRecord<String, byte[]>> read(KafkaPosition position) {
        return reading(consumer -> {
            TopicPartition partition = position.topicPartition();
            if (!partitions(consumer).contains(partition)) {
                return Optional.empty();
            }
            consumer.assign(List.of(partition));
            long start =
                    requireNonNull(consumer.beginningOffsets(List.of(partition)).get(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            if (position.offset() < start || position.offset() >= end) {
                return Optional.empty();
            }
            consumer.seek(partition, position.offset());
            List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
            readUpTo(
                    consumer,
                    Map.of(partition, position.offset() + 1),
                    found -> {
                        if (found.offset() == position.offset()) {
                            read.add(found);
                        }
                    });
            return read.stream().findFirst();
        });
    }

    private <T> T reading(Function<Consumer<String, byte[]>, T> use) {
        try (Consumer<String, byte[]> consumer =
                clients.consumer(
                        Map.of(
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis()))) {
            return use.apply(consumer);
        } catch (KafkaException _) {
            throw away();
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        Map<String, ?> topics = consumer.listTopics();
        return Arrays.stream(Topic.values())
                .map(Topic::deadLetterName)
                .filter(topics::containsKey)
                .flatMap(name ->
                        consumer.partitionsFor(name).stream()
                                .map(info -> new TopicPartition(name, info.partition())))
                .toList();
    }

    private static void readUpTo(
            Consumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> use) {
        while (!KafkaClients.hasReached(consumer, ends)) {
            ConsumerRecords<String, byte[]> some = consumer.poll(PATIENCE);
            if (some.isEmpty()) {
                throw away();
            }
            some.forEach(use);
        }
    }

    private DeadLetter letter(ConsumerRecord<String, byte[]> given) {
        return new DeadLetter(
                new KafkaPosition(given.topic(), given.partition(), given.offset()).toString(),
                KafkaPosition.origin(given.topic()),
                header(given, DeadLetterHeaders.GROUP),
                header(given, DeadLetterHeaders.REASON),
                header(given, DeadLetterHeaders.TIME),
                Optional.ofNullable(given.key()),
                header(given, CloudEventHeaders.TYPE),
                build(given));
    }

    private Optional<BuildId> build(ConsumerRecord<String, byte[]> given) {
        return header(given, DeadLetterHeaders.GROUP).filter(group::equals).isPresent()
                ? BuildOfRecord.find(given.value())
                : Optional.empty();
    }

    private static Optional<String> header(ConsumerRecord<?, ?> given, String name) {
        return Optional.ofNullable(given.headers().lastHeader(name))
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static ProblemException away() {
        return ProblemException.of(
                Problem.UNAVAILABLE, "The broker does not answer. Try again in a moment.");
    }
}
