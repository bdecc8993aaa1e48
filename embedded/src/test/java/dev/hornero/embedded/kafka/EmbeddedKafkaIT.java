// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir private Path data;

    @Test
    void recordsSurviveARestartOnTheSameDirectory() throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0)) {
            port = kafka.port();
            createTopic(kafka, "kept");
            send(kafka, "kept", "before the restart");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, port)) {
            assertThat(kafka.port()).isEqualTo(port);
            send(kafka, "kept", "after the restart");

            assertThat(read(kafka, "kept", 2))
                    .containsExactlyInAnyOrder("before the restart", "after the restart");
        }
    }

    @Test
    void topicsAreNotMadeByAskingForThem() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                KafkaConsumer<String, String> consumer = consumer(kafka);
                Admin admin = admin(kafka)) {
            consumer.subscribe(List.of("nobody-made-it"));
            consumer.poll(Duration.ofMillis(500));

            Set<String> topics = admin.listTopics().names().get();

            assertThat(topics).isEmpty();
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static void createTopic(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedKafka kafka) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", "reader",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static List<String> read(EmbeddedKafka kafka, String topic, int count) {
        List<String> values = new java.util.ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            consumer.subscribe(List.of(topic));
            long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < limit) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<String, String> consumed : records) {
                    values.add(consumed.value());
                }
            }
        }
        return values;
    }
}
