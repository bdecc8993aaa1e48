// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.embedded.process.StartedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    @TempDir private Path directory;

    private final int port = LoopbackPorts.free();

    @Test
    void recordsThatWereAcknowledgedSurviveAKill() throws Exception {
        try (StartedProcess killed = start("first.log").awaitReady()) {
            try (Admin admin = admin()) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            }
            send();
            killed.kill();
        }

        try (StartedProcess recovered = start("second.log").awaitReady()) {
            send();

            assertThat(endOffset()).isEqualTo(2);
            recovered.terminate();
            assertThat(directory.resolve("data/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (EmbeddedKafka _ = EmbeddedKafka.start(directory.resolve("other"), port);
                StartedProcess refused = start("refused.log")) {
            assertThat(refused.process().waitFor(60, SECONDS)).isTrue();

            assertThat(refused.process().exitValue()).isEqualTo(1);
            assertThat(Files.readString(refused.output()))
                    .contains("Kafka cannot start: ")
                    .contains("Address already in use");
        }
    }

    private StartedProcess start(String log) throws Exception {
        return StartedProcess.start(
                KafkaProcess.class,
                directory.resolve(log),
                Map.of(),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
    }

    private long endOffset() throws Exception {
        try (Admin admin = admin()) {
            return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                    .partitionResult(PARTITION)
                    .get()
                    .offset();
        }
    }

    private void send() throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", "127.0.0.1:" + port),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "value")).get();
        }
    }
}
