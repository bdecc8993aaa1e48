// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Creates the Kafka clients that a service has beside its channels, with the settings {@code
 * kafka.*} of the channels: addresses, security and what an operator adds. The caller closes them.
 */
@Singleton
public final class KafkaClients {
    private final Map<String, Object> settings;

    /** Uses settings by Kafka's names, such as {@code bootstrap.servers}. */
    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Creates an admin client.
     *
     * @param own settings that win over the common ones, by Kafka's names
     */
    public Admin admin(Map<String, Object> own) {
        return Admin.create(merged(AdminClientConfig.configNames(), Map.of(), own));
    }

    /**
     * Creates a producer.
     *
     * @param defaults settings for what the common ones leave open, by Kafka's names
     * @param own settings that win over the common ones, by Kafka's names
     */
    public Producer<String, byte[]> producer(
            Map<String, Object> defaults, Map<String, Object> own) {
        return new KafkaProducer<>(
                merged(ProducerConfig.configNames(), defaults, own),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Creates a consumer that starts at the beginning of a partition, commits no offset by itself
     * and creates no topic. It has a group only if {@code own} names one.
     *
     * @param own settings that win over the common ones, by Kafka's names
     */
    public Consumer<String, byte[]> consumer(Map<String, Object> own) {
        Map<String, Object> merged = merged(ConsumerConfig.configNames(), Map.of(), Map.of());
        merged.remove(ConsumerConfig.GROUP_ID_CONFIG);
        merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        merged.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        merged.putAll(own);
        return new KafkaConsumer<>(merged, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns whether a consumer has read every partition up to its end offset. */
    public static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<String, Object> merged(
            Set<String> known, Map<String, Object> defaults, Map<String, Object> own) {
        Map<String, Object> merged = new HashMap<>(defaults);
        settings.forEach((name, value) -> {
            if (known.contains(name)) {
                merged.put(name, value);
            }
        });
        merged.putAll(own);
        return merged;
    }
}
