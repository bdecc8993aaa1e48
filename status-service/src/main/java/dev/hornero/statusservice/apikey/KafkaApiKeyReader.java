// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.apikey;

import dev.hornero.events.Topic;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.envelope.MalformedEventException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Every instance reads the whole topic for itself and keeps reading: no group, no offsets. The
 * instance is ready when it has read all that was there.
 */
@Singleton
final class KafkaApiKeyReader {
    private static final Logger LOG = Logger.getLogger(KafkaApiKeyReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaClients clients;
    private final EventCodec codec;
    private final IssuedKeys keys;
    private final Clock clock;
    private final ServiceLifecycle lifecycle;
    private volatile Instant lastRead = Instant.MIN;

    KafkaApiKeyReader(
            KafkaClients clients,
            EventCodec codec,
            IssuedKeys keys,
            Clock clock,
            ServiceLifecycle lifecycle) {
        this.clients = clients;
        this.codec = codec;
        this.keys = keys;
        this.clock = clock;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("api-keys", this::readUntilShutdown);
    }

    /** Whether this instance learns of new and revoked keys. */
    boolean isReading() {
        return clock.instant().isBefore(lastRead.plus(SILENCE));
    }

    // No failure of a record or a poll keeps the next from being read.
    private void readUntilShutdown() throws InterruptedException {
        boolean logged = false;
        do {
            try (Consumer<String, byte[]> consumer = clients.consumer(Map.of())) {
                read(consumer);
                logged = false;
            } catch (RuntimeException e) {
                if (!logged) {
                    LOG.warnf("API keys cannot be read for now reason=%s", e);
                }
                logged = true;
            }
        } while (!lifecycle.stopsWithin(RETRY));
    }

    private void read(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.API_KEYS.topicName()).stream()
                        .map(found -> new TopicPartition(found.topic(), found.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Set<String> there = new HashSet<>();
        boolean whole = false;
        while (!lifecycle.isStopping()) {
            consumer.poll(POLL)
                    .forEach(given -> {
                        there.add(given.key());
                        take(given);
                    });
            lastRead = clock.instant();
            if (!whole && KafkaClients.hasReached(consumer, ends)) {
                // When it is not the first reading, a tombstone may be gone with its key meanwhile.
                keys.complete(there);
                whole = true;
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> given) {
        if (given.value() == null) {
            Optional.ofNullable(given.key()).ifPresent(keys::revoked);
            return;
        }
        try {
            keys.issued(codec.decode(given).as(ApiKeyIssued.class).event());
        } catch (MalformedEventException e) {
            // The group's own consumer makes a dead letter of it, once for all instances.
            LOG.warnf("Record is no API key offset=%d reason=%s", given.offset(), e.reason());
        }
    }
}
