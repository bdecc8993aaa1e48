// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.embedded.process.StartedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    private static final String PASSWORD = "s3cret-of-the-broker";

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
    void whoDoesNotKnowThePasswordIsNotServedOnAnyOfItsPorts() throws Exception {
        try (StartedProcess kafka = start("guarded.log").awaitReady()) {
            assertThatThrownBy(() -> nodes(EmbeddedKafka.clientSettings("wrong")))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
            assertThatThrownBy(() -> nodes(Map.of())).isInstanceOf(ExecutionException.class);
            assertThat(nodes(EmbeddedKafka.clientSettings(PASSWORD))).isEqualTo(1);

            List<Integer> others =
                    listening(kafka.process()).stream().filter(open -> open != port).toList();
            assertThat(others).isNotEmpty();
            for (int other : others) {
                assertThatThrownBy(
                                () -> nodes(Map.of("bootstrap.controllers", "127.0.0.1:" + other)))
                        .as("port %d", other)
                        .isInstanceOf(ExecutionException.class);
            }
            assertThat(kafka.process().info().commandLine().orElse("")).doesNotContain(PASSWORD);
        }
    }

    private int nodes(Map<String, String> given) throws Exception {
        Map<String, Object> settings = settings(given);
        if (given.containsKey("bootstrap.controllers")) {
            settings.remove("bootstrap.servers");
        }
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get().size();
        }
    }

    /** Ports of the loopback address on which a process listens, as Linux lists them. */
    private static List<Integer> listening(Process process) throws Exception {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            open.forEach(descriptor -> inodes.add(target(descriptor)));
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net/" + table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9
                        && fields[3].equals("0A")
                        && inodes.contains("socket:[" + fields[9] + "]")) {
                    ports.add(
                            Integer.parseInt(
                                    fields[1].substring(fields[1].lastIndexOf(':') + 1), 16));
                }
            }
        }
        return List.copyOf(ports);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
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
                Map.of(KafkaProcess.PASSWORD, PASSWORD),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port));
    }

    private Admin admin() {
        return Admin.create(settings(EmbeddedKafka.clientSettings(PASSWORD)));
    }

    private Map<String, Object> settings(Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("request.timeout.ms", "5000");
        settings.put("default.api.timeout.ms", "10000");
        return settings;
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
                        settings(EmbeddedKafka.clientSettings(PASSWORD)),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "value")).get();
        }
    }
}
