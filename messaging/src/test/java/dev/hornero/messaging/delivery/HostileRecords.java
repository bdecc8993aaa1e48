// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Records as they must not be: a real event with one thing wrong with it, or with several. The same
 * seed gives the same records.
 */
final class HostileRecords {
    private static final int FAULTS = 16;
    private static final List<EventType> TYPES = Arrays.asList(EventType.values());
    private static final List<String> HEADERS =
            List.of(
                    "ce_id",
                    "ce_source",
                    "ce_specversion",
                    "ce_type",
                    "ce_time",
                    "ce_subject",
                    "content-type",
                    "traceparent",
                    "replay-group");
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "yesterday",
                    "1.0",
                    "0.3",
                    "2.0",
                    "application/json",
                    "application/cloudevents+json",
                    "application/cloudevents+json; charset=UTF-8",
                    "application/cloudevents+avro",
                    "application/cloudevents-batch+json",
                    "text/plain",
                    "a b",
                    "://",
                    "\\0",
                    "x".repeat(70_000),
                    "dev.hornero.BuildCancelled.v2",
                    "dev.hornero.Odd.v1",
                    "2026-02-30T25:00:00Z",
                    "+999999999-12-31T00:00:00Z");
    private static final byte[] NOT_UTF_8 = {(byte) 0xc3, 0x28, (byte) 0xff, 0};

    private final Random random;
    private final Topic topic;

    HostileRecords(Topic topic, long seed) {
        this.topic = topic;
        this.random = new Random(seed);
    }

    Stream<ProducerRecord<byte[], byte[]>> some(int count) {
        return IntStream.range(0, count).mapToObj(this::one);
    }

    private ProducerRecord<byte[], byte[]> one(int number) {
        Draft draft = new Draft(any(TYPES));
        breakOne(draft, number % FAULTS);
        for (int more = random.nextInt(3); more > 0; more--) {
            breakOne(draft, random.nextInt(FAULTS));
        }
        return draft.toRecord();
    }

    private final class Draft {
        private byte @Nullable [] key = bytes("5f0c1f7e-6a53-4f0e-9d6c-2f8a4b1f0c11");
        private byte @Nullable [] value;
        private final List<Header> headers = new ArrayList<>();

        Draft(EventType type) {
            value = bytes(sample(type));
            header("ce_id", bytes("hostile-" + random.nextLong()));
            header("ce_source", bytes("messaging-test"));
            header("ce_specversion", bytes("1.0"));
            header("ce_type", bytes(type.typeName()));
            header("ce_time", bytes("2026-03-01T12:00:00Z"));
            header("content-type", bytes("application/json"));
        }

        void header(String name, byte @Nullable [] text) {
            headers.add(new RecordHeader(name, text));
        }

        void replace(String name, byte @Nullable [] text) {
            without(name);
            header(name, text);
        }

        void without(String name) {
            headers.removeIf(header -> header.key().equals(name));
        }

        void structured(String json) {
            headers.clear();
            header("content-type", bytes("application/cloudevents+json"));
            value = bytes(json);
        }

        ProducerRecord<byte[], byte[]> toRecord() {
            return new ProducerRecord<>(topic.topicName(), null, key, value, headers);
        }
    }

    private void breakOne(Draft draft, int fault) {
        String name = any(HEADERS);
        byte[] value = draft.value == null ? new byte[0] : draft.value;
        switch (fault) {
            case 0 -> draft.headers.clear();
            case 1 -> draft.without(name);
            case 2 -> draft.header(name, bytes(any(TEXTS)));
            case 3 -> draft.replace(name, null);
            case 4 -> draft.replace(name, NOT_UTF_8);
            case 5 -> draft.replace(name, bytes(any(TEXTS)));
            case 6 -> draft.value = null;
            case 7 -> draft.value = Arrays.copyOf(value, random.nextInt(value.length + 1));
            case 8 -> draft.value = mutated(value);
            case 9 -> draft.value = bytes(sample(any(TYPES)));
            case 10 -> draft.key = random.nextBoolean() ? null : NOT_UTF_8;
            case 11 -> draft.structured(structured(random.nextInt(5), value));
            case 12 -> draft.value = nested(random.nextInt(3));
            case 13 -> draft.header("ce_" + random.nextInt(), bytes(any(TEXTS)));
            case 14 -> draft.value = large();
            case 15 -> draft.value = ofTomorrow(value);
            default -> throw new IllegalArgumentException("no fault " + fault);
        }
    }

    private byte[] mutated(byte[] value) {
        byte[] mutated = value.clone();
        for (int i = 0; i < 3 && mutated.length > 0; i++) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private byte[] large() {
        byte[] large = new byte[random.nextInt(40) == 0 ? 300_000 : 2_000];
        random.nextBytes(large);
        return large;
    }

    private static byte[] ofTomorrow(byte[] value) {
        return bytes(
                new String(value, StandardCharsets.UTF_8)
                        .replaceAll("\"[A-Z_]{4,}\"", "\"OF_TOMORROW\""));
    }

    private String structured(int kind, byte[] data) {
        String envelope =
                """
                {"specversion":"1.0","id":"hostile-%d","source":"messaging-test",
                 "type":"dev.hornero.BuildCancelled.v1\"\
                """
                        .formatted(random.nextLong());
        return switch (kind) {
            case 0 -> "no JSON";
            case 1 -> envelope + "}";
            case 2 -> envelope + ",\"data\":" + new String(data, StandardCharsets.UTF_8) + "}";
            case 3 -> envelope + ",\"time\":\"yesterday\",\"data\":{}}";
            default -> envelope + ",\"data_base64\":\"%%\"}";
        };
    }

    private static byte[] nested(int kind) {
        return bytes(
                switch (kind) {
                    case 0 -> "[".repeat(100_000);
                    case 1 -> "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
                    default -> "{\"build\":" + "9".repeat(100_000) + "}";
                });
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sample(EventType type) {
        String name = "/contract/samples/" + type.fileName() + ".json";
        try (InputStream sample = HostileRecords.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(sample).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
