// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.caller;
import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.Topic;
import dev.hornero.events.apikey.Role;
import dev.hornero.http.request.Cursor;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.publish.RecordSender;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes from outside and is not as it should be. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class BordersIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject Api api;
    @Inject RecordSender sender;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @BeforeEach
    void open() {
        api.open();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUESTS")
    void poisonIsADeadLetterAndStopsNoOther(Topic topic) {
        String key = UUID.randomUUID().toString();
        sender.send(
                        new ProducerRecord<>(
                                topic.topicName(),
                                key,
                                "\0\1 no JSON".getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
        Story story = Story.begin("poison", NOON);
        api.publish(story.created(), story.scanned(Story.FIRST_COMMIT, "A"), story.started());

        eventually(() ->
                get("/builds/" + story.build().id())
                        .body("phase", equalTo("RUNNING"))
                        .body("arguments[0].name", equalTo("A")));
        eventually(() ->
                assertThat(deadLetters(topic))
                        .filteredOn(letter -> key.equals(letter.key()))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(header(letter, DeadLetterHeaders.GROUP))
                                    .isEqualTo("hornero-status-service");
                            assertThat(header(letter, DeadLetterHeaders.REASON))
                                    .isEqualTo("header ce_type is missing");
                        }));
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(Topic topic) {
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.get("bootstrap.servers")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.deadLetterName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
        }
        return letters;
    }

    @Test
    void callWithoutKeyIsRefused() {
        for (String path : List.of("/builds", "/project-envs", "/stream", "/builds/x/logs")) {
            given().get("/status/v1" + path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://hornero.dev/problems/unauthenticated"));
        }
    }

    @Test
    void keyIsGoodUntilItIsRevoked() {
        String key = "hk_revoked_" + UUID.randomUUID();
        String id = api.issue(key, "laptop", Role.EDITOR);
        eventually(() -> withKey(key).statusCode(200));

        api.revoke(id);

        eventually(() -> withKey(key).statusCode(401));
    }

    @Test
    void aTombstoneCountsAsHandled() {
        String id = api.issue("hk_counted_" + UUID.randomUUID(), "laptop", Role.EDITOR);
        eventually(() -> assertThat(handledApiKeys()).isPositive());
        long before = handledApiKeys();

        for (int i = 0; i < 20; i++) {
            api.revoke(id);
        }

        eventually(() -> assertThat(handledApiKeys()).isGreaterThanOrEqualTo(before + 20));
    }

    private static long handledApiKeys() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line ->
                        line.startsWith("hornero_messaging_handled_total{")
                                && line.contains("hornero.api-keys"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf('}') + 1)))
                .sum();
    }

    private static io.restassured.response.ValidatableResponse withKey(String key) {
        return given().header("Authorization", "Bearer " + key).get("/status/v1/builds").then();
    }

    @Test
    void rebuildIsForAdmins() {
        caller().post("/status/v1/rebuild")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void unknownBuildIsNotFound() {
        for (String id : List.of(UUID.randomUUID().toString(), "1", "%20", "x".repeat(300))) {
            caller().urlEncodingEnabled(false)
                    .get("/status/v1/builds/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("https://hornero.dev/problems/not-found"));
        }
    }

    @Test
    void wrongParametersAreNamed() {
        get("/builds?phase=DONE")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("phase"))
                .body("detail", containsString("NEEDS_VALUES"));
        get("/builds?limit=0").statusCode(422).body("field", equalTo("limit"));
        get("/builds?cursor=abc").statusCode(422).body("field", equalTo("cursor"));
        get("/builds?cursor=" + Cursor.of("prod-shop", UUID.randomUUID().toString()).text())
                .statusCode(422)
                .body("field", equalTo("cursor"));
        get("/project-envs?cursor=abc").statusCode(422).body("field", equalTo("cursor"));
    }

    @Test
    void textThatNoNameCanHaveIsRefused() {
        for (String path :
                List.of("/builds?project=a%00b", "/builds?projectEnv=%ff", "/builds/%00")) {
            assertThat(RawHttp.get("/status/v1" + path, Api.KEY))
                    .as(path)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json");
        }
    }

    @Test
    void unknownParametersAreNamed() {
        for (String path :
                List.of(
                        "/builds",
                        "/project-envs",
                        "/stream",
                        "/builds/" + UUID.randomUUID() + "/logs",
                        "/builds/" + UUID.randomUUID() + "/events")) {
            get(path + "?fliter=x")
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("field", equalTo("fliter"));
        }
        get("/builds/" + UUID.randomUUID() + "/logs?follow=maybe")
                .statusCode(422)
                .body("field", equalTo("follow"));
    }

    @Test
    void browsersAreAnsweredInJson() {
        caller().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/status/v1/builds")
                .then()
                .statusCode(200)
                .contentType("application/json");
        for (String path : List.of("/builds", "/project-envs", "/stream")) {
            caller().header("Accept", "text/html")
                    .get("/status/v1" + path)
                    .then()
                    .statusCode(406)
                    .contentType("application/problem+json");
            caller().header("Accept", "garbage")
                    .get("/status/v1" + path)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }
}
