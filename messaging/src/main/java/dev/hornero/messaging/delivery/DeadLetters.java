// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.publish.RecordSender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a record that this service gave up on, as it came, onto the topic's dead letters. */
@Singleton
final class DeadLetters {
    private static final String SUFFIX = ".dead-letter";

    private final RecordSender sender;
    private final String group;
    private final Clock clock;

    DeadLetters(RecordSender sender, MessagingConfig config, Clock clock) {
        this.sender = sender;
        this.group = config.group();
        this.clock = clock;
    }

    CompletionStage<Void> bury(ConsumerRecord<String, byte[]> given, String reason) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(given.topic() + SUFFIX, given.key(), given.value());
        given.headers().forEach(letter.headers()::add);
        put(letter, DeadLetterHeaders.REASON, reason);
        put(letter, DeadLetterHeaders.GROUP, group);
        put(letter, DeadLetterHeaders.TOPIC, given.topic());
        put(letter, DeadLetterHeaders.PARTITION, Integer.toString(given.partition()));
        put(letter, DeadLetterHeaders.OFFSET, Long.toString(given.offset()));
        put(letter, DeadLetterHeaders.TIME, clock.instant().toString());
        return sender.send(letter);
    }

    private static void put(ProducerRecord<?, ?> letter, String name, String text) {
        letter.headers().remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
