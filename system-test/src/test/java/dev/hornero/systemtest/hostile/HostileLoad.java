// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import dev.hornero.systemtest.hostile.Refusal.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes hostile records and remembers where each lies. */
public final class HostileLoad implements AutoCloseable {
    private final HostileRecords records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Place, HostileRecord.Kind> written = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusedByTheBroker = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();

    public HostileLoad(Map<String, Object> kafka, HostileRecords records) {
        this.records = records;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        // The broker is killed at times: that costs time and no record
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000);
        this.producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes the next so many. */
    public void write(int count) {
        for (int i = 0; i < count; i++) {
            HostileRecord next = records.next();
            sent.incrementAndGet();
            var _ =
                    producer.send(
                            next.content(),
                            (at, failure) -> {
                                if (failure == null) {
                                    var partition = new TopicPartition(at.topic(), at.partition());
                                    written.put(new Place(partition, at.offset()), next.kind());
                                } else {
                                    refusedByTheBroker.merge(
                                            failure.getClass().getSimpleName(), 1, Integer::sum);
                                }
                            });
        }
        producer.flush();
    }

    public int sent() {
        return sent.get();
    }

    /** The records that the broker took, by where they lie. */
    public Map<Place, HostileRecord.Kind> written() {
        return Map.copyOf(written);
    }

    /** How many it did not take, such as those that are too large, by the reason. */
    public Map<String, Integer> refusedByTheBroker() {
        return new TreeMap<>(refusedByTheBroker);
    }

    @Override
    public void close() {
        producer.close();
    }
}
