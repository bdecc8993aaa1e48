// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What topics and consumer groups say of themselves, read under no group. */
public final class Broker {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BEGINNING = 400;
    private static final String OURS = "hornero-";

    private final Map<String, Object> settings;

    public Broker(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** Where each partition of these topics ends now. */
    public Map<TopicPartition, Long> ends(List<String> topics) {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topics));
        }
    }

    public static List<String> topics() {
        return Arrays.stream(Topic.values()).map(Topic::topicName).toList();
    }

    public static List<String> deadLetterTopics() {
        return Arrays.stream(Topic.values()).map(Topic::deadLetterName).toList();
    }

    /** The offsets that each group of Hornero committed. */
    public Map<String, Map<TopicPartition, Long>> committed() {
        try (Admin admin = Admin.create(settings)) {
            Map<String, ListConsumerGroupOffsetsSpec> groups =
                    admin.listGroups().all().get().stream()
                            .filter(group -> group.groupId().startsWith(OURS))
                            .collect(
                                    Collectors.toMap(
                                            group -> group.groupId(),
                                            _ -> new ListConsumerGroupOffsetsSpec()));
            Map<String, Map<TopicPartition, Long>> committed = new TreeMap<>();
            admin.listConsumerGroupOffsets(groups)
                    .all()
                    .get()
                    .forEach((group, offsets) -> {
                        Map<TopicPartition, Long> found = new HashMap<>();
                        offsets.forEach((partition, at) -> {
                            if (at != null) {
                                found.put(partition, at.offset());
                            }
                        });
                        committed.put(group, found);
                    });
            return committed;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say what groups read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The groups that read each topic. */
    public Map<String, Set<String>> readers() {
        Map<String, Set<String>> readers = new TreeMap<>();
        committed()
                .forEach((group, offsets) ->
                        offsets.keySet()
                                .forEach(partition ->
                                        readers.computeIfAbsent(
                                                        partition.topic(), _ -> new TreeSet<>())
                                                .add(group)));
        return readers;
    }

    /** How many records each group has still to read, of the topics that it reads. */
    public Map<String, Long> lag() {
        Map<TopicPartition, Long> ends = ends(topics());
        Map<String, Long> lag = new TreeMap<>();
        Map<String, Set<String>> readers = readers();
        committed()
                .forEach((group, offsets) ->
                        ends.forEach((partition, end) -> {
                            if (readers.getOrDefault(partition.topic(), Set.of()).contains(group)) {
                                long read = offsets.getOrDefault(partition, 0L);
                                lag.merge(group, end - read, Long::sum);
                            }
                        }));
        return lag;
    }

    /** The dead letters after these places of their topics. */
    public List<Refusal> refusals(Map<TopicPartition, Long> after) {
        List<Refusal> refusals = new ArrayList<>();
        read(deadLetterTopics(), after, letter -> refusals.add(refusal(letter)));
        return refusals;
    }

    /** Events that services sent, at most so many of each type. */
    public List<SentEvent> sent(int most) {
        Map<EventType, List<SentEvent>> sent = new TreeMap<>();
        read(
                topics(),
                Map.of(),
                found ->
                        EventType.byTypeName(text(found, "ce_type"))
                                .filter(type -> found.value() != null)
                                .filter(_ -> !text(found, "ce_source").equals("hostile"))
                                .ifPresent(type -> {
                                    List<SentEvent> some =
                                            sent.computeIfAbsent(type, _ -> new ArrayList<>());
                                    if (some.size() < most) {
                                        some.add(
                                                new SentEvent(
                                                        type, new String(found.value(), UTF_8)));
                                    }
                                }));
        return sent.values().stream().flatMap(List::stream).toList();
    }

    /** Reads what is there now. */
    public void read(
            List<String> topics,
            Map<TopicPartition, Long> after,
            Consumer<ConsumerRecord<byte[], byte[]>> use) {
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            after.forEach((partition, offset) -> {
                if (partitions.contains(partition)) {
                    consumer.seek(partition, offset);
                }
            });
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < requireNonNull(ends.get(one)))) {
                consumer.poll(POLL).forEach(use);
            }
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Refusal refusal(ConsumerRecord<byte[], byte[]> letter) {
        return new Refusal(
                text(letter, "dead-letter-group"),
                new TopicPartition(
                        text(letter, "dead-letter-topic"),
                        Integer.parseInt(text(letter, "dead-letter-partition"))),
                Long.parseLong(text(letter, "dead-letter-offset")),
                text(letter, "dead-letter-reason"),
                beginning(letter.value()));
    }

    /** Enough of an event to hold the id of its build. */
    private static String beginning(byte @Nullable [] value) {
        return value == null ? "" : new String(value, 0, Math.min(value.length, BEGINNING), UTF_8);
    }

    /** The last header of this name, "" if there is none. */
    public static String text(ConsumerRecord<?, ?> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
