// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that are no events, written by somebody with access to the broker. */
@ExtendWith(SharedHornero.class)
class DeadLettersIT {
    private final RunningHornero hornero;
    private final Repositories repositories;
    private final Shop shop;

    DeadLettersIT(RunningHornero hornero, Repositories repositories, Shop shop) {
        this.hornero = hornero;
        this.repositories = repositories;
        this.shop = shop;
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void anUndecodableRecordEndsAmongTheDeadLetters(Topic topic) throws Exception {
        String key = Shop.name("rubbish");

        write(topic, key, "no event");

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    JsonNode letters = shop.rest().get("/api/v1/dead-letters?limit=200").ok();
                    assertThat(StreamSupport.stream(letters.at("/items").spliterator(), false))
                            .anySatisfy(letter -> {
                                assertThat(letter.at("/key").asText()).isEqualTo(key);
                                assertThat(letter.at("/topic").asText())
                                        .isEqualTo(topic.topicName());
                                assertThat(letter.at("/reason").asText()).isNotBlank();
                            });
                });
    }

    @Test
    void undecodableRecordsStopNobody() throws Exception {
        for (Topic topic : Topic.values()) {
            write(topic, Shop.name("rubbish"), "{");
        }

        String project = Shop.name("goes-on");
        String build =
                shop.initialBuild(
                        project,
                        repositories.withDockerfile(project, "FROM scratch\nCOPY Dockerfile /\n"));

        shop.awaitPhase(build, "SUCCEEDED");
    }

    @Test
    void largeDeadLettersAreListedWithoutBeingKeptInMemory() throws Exception {
        ProcessHandle service = hornero.child("project-service");
        try (var producer =
                new KafkaProducer<>(
                        hornero.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] large = new byte[1_000_000];
            for (int i = 0; i < 300; i++) {
                var _ =
                        producer.send(
                                new ProducerRecord<>(Topic.SCANS.deadLetterName(), "k" + i, large));
            }
        }

        JsonNode letters = shop.rest().get("/api/v1/dead-letters?limit=200").ok();

        assertThat(letters.at("/items")).hasSize(200);
        assertThat(service.isAlive()).isTrue();
    }

    private void write(Topic topic, String key, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        hornero.kafka(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
