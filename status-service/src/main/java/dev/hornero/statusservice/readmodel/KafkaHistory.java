// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.events.Topic;
import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
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

    /** How often the log says how far a rebuild is. */
    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final EventCodec codec;
    private final String group;
    private final Clock clock;

    KafkaHistory(KafkaClients clients, EventCodec codec, MessagingConfig config, Clock clock) {
        this.clients = clients;
        this.codec = codec;
        this.clock = clock;
        this.group = config.group();
    }

    /**
     * Hands over in batches all that is there now, and returns when that is done or is to stop. It
     * is in no consumer group, which would stay behind: the log says how far it is.
     */
    void replay(java.util.function.Consumer<List<Envelope<?>>> batches, BooleanSupplier stop) {
        try (Consumer<String, byte[]> consumer = clients.consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long all = sum(ends.values()) - sum(consumer.beginningOffsets(partitions).values());
            long read = 0;
            Instant next = clock.instant().plus(PROGRESS);
            while (!stop.getAsBoolean() && !KafkaClients.hasReached(consumer, ends)) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                List<Envelope<?>> batch = new ArrayList<>();
                records.forEach(given -> event(given).ifPresent(batch::add));
                if (!batch.isEmpty()) {
                    batches.accept(batch);
                }
                read += records.count();
                if (clock.instant().isAfter(next)) {
                    LOG.infof("Rebuild reads records=%d of %d", read, all);
                    next = clock.instant().plus(PROGRESS);
                }
            }
        }
    }

    private static long sum(Collection<Long> offsets) {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return TOPICS.stream()
                .map(Topic::topicName)
                .flatMap(topic -> partitions(consumer, topic))
                .toList();
    }

    private static Stream<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> found =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("topic " + topic + " is not there");
        }
        return found.stream();
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
