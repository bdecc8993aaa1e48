// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event as it goes over the wire: CloudEvents binary mode.
 *
 * @param topic its name on the broker
 * @param headers {@code ce_*}, {@code content-type} and trace context
 * @param json the record
 */
public record EncodedEvent(String topic, String key, Map<String, String> headers, String json) {
    public EncodedEvent {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(json, "json");
    }

    /** The Kafka record. */
    public ProducerRecord<String, byte[]> toRecord() {
        ProducerRecord<String, byte[]> kafkaRecord =
                new ProducerRecord<>(topic, key, json.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) ->
                kafkaRecord.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return kafkaRecord;
    }
}
