// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.messaging.MessagingConfig;
import dev.hornero.messaging.Sha256;
import dev.hornero.messaging.publish.RecordSender;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Puts a record that this service gave up on onto the topic's dead letters. */
@Singleton
final class DeadLetters {
    /** How much of a record a letter holds. */
    enum Extent {
        /** The record as it came. */
        WHOLE,
        /** The value's size, digest and first bytes, and the headers that are short. */
        BEGINNING,
        /** The value's size and digest, and where the record lay. */
        TRACE
    }

    private static final String SUFFIX = ".dead-letter";
    private static final int BEGINNING_BYTES = 32 * 1024;
    private static final int SHORT_BYTES = 256;
    private static final int SHORT_HEADERS = 32;
    private static final int REASON_CHARACTERS = 500;

    private final RecordSender sender;
    private final String group;
    private final Clock clock;

    DeadLetters(RecordSender sender, MessagingConfig config, Clock clock) {
        this.sender = sender;
        this.group = config.group();
        this.clock = clock;
    }

    static String topicOf(ConsumerRecord<?, ?> given) {
        return given.topic() + SUFFIX;
    }

    CompletionStage<RecordMetadata> bury(
            ConsumerRecord<String, byte[]> given, String reason, Extent extent) {
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topicOf(given), key(given, extent), value(given, extent));
        switch (extent) {
            case WHOLE -> given.headers().forEach(letter.headers()::add);
            case BEGINNING -> shortHeaders(given, letter);
            case TRACE -> {
                // What it came with is left behind.
            }
        }
        if (extent != Extent.WHOLE && given.value() != null) {
            put(letter, DeadLetterHeaders.VALUE_SIZE, Integer.toString(given.value().length));
            put(letter, DeadLetterHeaders.VALUE_SHA256, Sha256.hex(given.value()));
        }
        put(letter, DeadLetterHeaders.REASON, shortened(reason));
        put(letter, DeadLetterHeaders.GROUP, group);
        put(letter, DeadLetterHeaders.TOPIC, given.topic());
        put(letter, DeadLetterHeaders.PARTITION, Integer.toString(given.partition()));
        put(letter, DeadLetterHeaders.OFFSET, Long.toString(given.offset()));
        put(letter, DeadLetterHeaders.TIME, clock.instant().toString());
        return sender.send(letter);
    }

    private static @Nullable String key(ConsumerRecord<String, byte[]> given, Extent extent) {
        String key = given.key();
        return extent == Extent.WHOLE || key == null || key.length() <= SHORT_BYTES ? key : null;
    }

    private static byte @Nullable [] value(ConsumerRecord<String, byte[]> given, Extent extent) {
        byte[] value = given.value();
        if (value == null) {
            return null;
        }
        return switch (extent) {
            case WHOLE -> value;
            case BEGINNING -> Arrays.copyOf(value, Math.min(value.length, BEGINNING_BYTES));
            case TRACE -> null;
        };
    }

    private static void shortHeaders(
            ConsumerRecord<String, byte[]> given, ProducerRecord<String, byte[]> letter) {
        int kept = 0;
        for (Header header : given.headers()) {
            boolean fits =
                    header.key().length() <= SHORT_BYTES
                            && (header.value() == null || header.value().length <= SHORT_BYTES);
            if (fits && kept++ < SHORT_HEADERS) {
                letter.headers().add(header);
            }
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_CHARACTERS
                ? reason
                : reason.substring(0, REASON_CHARACTERS) + "…";
    }

    private static void put(ProducerRecord<?, ?> letter, String name, String text) {
        letter.headers().remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
