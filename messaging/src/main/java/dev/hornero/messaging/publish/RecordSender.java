// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.publish;

import dev.hornero.messaging.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The service's one Kafka producer: idempotent, acknowledged by all replicas in sync, so that
 * records of one key stay in order. It connects when first used; an absent broker fails the send.
 */
@Singleton
public final class RecordSender {
    /**
     * The largest record that a service sends, in bytes: twice what a broker takes unless it is set
     * otherwise, so that a dead letter holds a record of any size together with the headers that
     * say why.
     */
    public static final int LARGEST_RECORD = 2 * 1024 * 1024;

    private final Producer<String, byte[]> producer;

    RecordSender(KafkaClients clients) {
        producer =
                clients.producer(
                        Map.of(
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0));
    }

    /** Sends a record; the stage completes when the broker has it, with where it lies. */
    // The callback receives the same as the returned future.
    @SuppressWarnings("FutureReturnValueIgnored")
    public CompletionStage<RecordMetadata> send(ProducerRecord<String, byte[]> kafkaRecord) {
        CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
        try {
            producer.send(
                    kafkaRecord,
                    (metadata, failure) -> {
                        if (failure == null) {
                            sent.complete(metadata);
                        } else {
                            sent.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
