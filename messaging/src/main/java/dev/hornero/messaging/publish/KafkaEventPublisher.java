// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.publish;

import dev.hornero.events.Topic;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Over the service's one Kafka producer. */
@Singleton
final class KafkaEventPublisher implements EventPublisher {
    private final RecordSender sender;
    private final EventCodec codec;

    KafkaEventPublisher(RecordSender sender, EventCodec codec) {
        this.sender = sender;
        this.codec = codec;
    }

    @Override
    public CompletionStage<Void> publish(Envelope<?> envelope) {
        return publish(codec.encode(envelope));
    }

    @Override
    public CompletionStage<Void> publish(EncodedEvent event) {
        return sender.send(event.toRecord()).thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Void> tombstone(Topic topic, String key) {
        return sender.send(new ProducerRecord<>(topic.topicName(), key, null)).thenAccept(_ -> {});
    }
}
