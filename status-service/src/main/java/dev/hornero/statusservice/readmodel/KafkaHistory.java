// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.events.Topic;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Every event of ProjectEnvs and builds, from the topics that keep all of them. A fresh consumer
 * group reads them, so that its lag shows the progress.
 */
@Singleton
final class KafkaHistory {
    private static final Logger LOG = Logger.getLogger(KafkaHistory.class);
    private static final List<Topic> TOPICS =
            List.of(Topic.PROJECT_ENVS, Topic.BUILDS, Topic.SCANS, Topic.BUILD_JOBS);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings = new HashMap<>();
    private final EventCodec codec;
    private final String group;

    KafkaHistory(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            EventCodec codec,
            MessagingConfig config) {
        kafka.forEach((name, value) -> {
            if (ConsumerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.codec = codec;
        this.group = config.group();
    }

    /**
     * Hands over in batches all that is there now, and returns when that is done or is to stop.
     *
     * @param readModel gives the consumer group a name of its own
     */
    void replay(int readModel, Consumer<List<Envelope<?>>> batches, BooleanSupplier stop) {
        Map<String, Object> own = new HashMap<>(settings);
        own.put(ConsumerConfig.GROUP_ID_CONFIG, "%s-rebuild-%d".formatted(group, readModel));
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(own, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!stop.getAsBoolean() && !isPast(consumer, ends)) {
                List<Envelope<?>> batch = new ArrayList<>();
                consumer.poll(POLL).forEach(given -> event(given).ifPresent(batch::add));
                if (!batch.isEmpty()) {
                    batches.accept(batch);
                    consumer.commitSync();
                }
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return TOPICS.stream()
                .map(Topic::topicName)
                .flatMap(topic -> partitions(consumer, topic))
                .toList();
    }

    private static Stream<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        List<TopicPartition> found =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " is not there");
        }
        return found.stream();
    }

    private static boolean isPast(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Empty for what the service's own group did not take either. */
    private Optional<Envelope<?>> event(ConsumerRecord<String, byte[]> given) {
        if (DeadLetterHeaders.isForAnotherGroup(given, group)) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(given));
        } catch (MalformedEventException e) {
            LOG.debugf(
                    "Dead letter passed over topic=%s partition=%d offset=%d",
                    given.topic(), given.partition(), given.offset());
            return Optional.empty();
        }
    }
}
