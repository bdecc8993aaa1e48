// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static org.awaitility.Awaitility.await;

import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads every topic of the broker from the start. */
final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Broker> SHARED = new ConcurrentHashMap<>();

    private final KafkaConsumer<String, byte[]> consumer;
    private final EventCodec codec = new EventCodec();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final List<Envelope<Event>> events = new ArrayList<>();

    /**
     * One reader for all tests of a broker: to begin anew for each takes longer than most of them.
     */
    static Broker shared(String bootstrapServers) {
        return SHARED.computeIfAbsent(bootstrapServers, Broker::new);
    }

    private Broker(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /**
     * For one test.
     *
     * @param login with what the broker knows its clients, by the names of Kafka's settings
     */
    Broker(String bootstrapServers, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("auto.offset.reset", "earliest");
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all =
                Arrays.stream(Topic.values())
                        .flatMap(topic ->
                                java.util.stream.Stream.of(
                                        topic.topicName(), topic.deadLetterName()))
                        .flatMap(name -> partitions(name).stream())
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    private List<TopicPartition> partitions(String topic) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                Optional.ofNullable(consumer.listTopics().get(topic))
                                        .orElse(List.of())
                                        .stream()
                                        .map(info -> new TopicPartition(topic, info.partition()))
                                        .toList(),
                        found -> !found.isEmpty());
    }

    /** Every record there is by now. */
    List<ConsumerRecord<String, byte[]>> records() {
        read();
        return List.copyOf(records);
    }

    private void read() {
        consumer.poll(Duration.ofMillis(100))
                .forEach(given -> {
                    records.add(given);
                    if (given.value() != null) {
                        decode(given).ifPresent(events::add);
                    }
                });
    }

    /** The events of a kind under a key, in their order. */
    <E extends Event> List<Envelope<E>> envelopes(Class<E> kind, Predicate<E> wanted) {
        read();
        return events.stream()
                .filter(envelope -> kind.isInstance(envelope.event()))
                .map(envelope -> envelope.as(kind))
                .filter(envelope -> wanted.test(envelope.event()))
                .toList();
    }

    <E extends Event> List<E> events(Class<E> kind, Predicate<E> wanted) {
        return envelopes(kind, wanted).stream().map(Envelope::event).toList();
    }

    /** Waits until there are that many, and hands the last one. */
    <E extends Event> E awaitEvent(Class<E> kind, int count, Predicate<E> wanted) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events(kind, wanted), found -> found.size() >= count)
                .getLast();
    }

    <E extends Event> E awaitEvent(Class<E> kind, Predicate<E> wanted) {
        return awaitEvent(kind, 1, wanted);
    }

    private Optional<Envelope<Event>> decode(ConsumerRecord<String, byte[]> given) {
        try {
            return Optional.of(codec.decode(given));
        } catch (MalformedEventException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
