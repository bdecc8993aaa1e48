// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.Code;
import dev.hornero.events.Topic;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.apikey.Role;
import dev.hornero.http.apikey.ApiKeyDigest;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** What surrounds the service under test: the others' events on one side, a caller on the other. */
@Singleton
public class Api {
    /** A viewer's, known once {@link #open} has returned. */
    public static final String KEY = "hk_viewer_of_the_tests";

    private final EventPublisher publisher;

    Api(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Puts events on their topics, in this order, and returns when the broker has them. */
    public void publish(Envelope<?>... events) {
        Stream.of(events)
                .map(event -> publisher.publish(event).toCompletableFuture())
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** Waits until the service is ready and knows {@link #KEY}. */
    public void open() {
        issue(KEY, "tests", Role.VIEWER);
        eventually(() -> get("/builds").statusCode(200));
        eventually(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    /** Lets project-service issue a key. */
    public String issue(String key, String name, Role role) {
        return issue(key, name, role, Optional.empty());
    }

    /** Lets project-service issue a key that expires. */
    public String issue(String key, String name, Role role, Instant expiresAt) {
        return issue(key, name, role, Optional.of(expiresAt));
    }

    private String issue(String key, String name, Role role, Optional<Instant> expiresAt) {
        String id =
                UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString();
        publish(
                new Envelope<>(
                        UUID.randomUUID().toString(),
                        "project-service",
                        Instant.parse("2026-03-01T09:00:00Z"),
                        Optional.empty(),
                        new ApiKeyIssued(
                                id, name, ApiKeyDigest.of(key), Code.of(role), expiresAt)));
        return id;
    }

    /** Lets project-service revoke a key. */
    public void revoke(String id) {
        publisher.tombstone(Topic.API_KEYS, id).toCompletableFuture().join();
    }

    public static RequestSpecification caller() {
        return with(KEY);
    }

    /** A caller with another key. */
    public static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    /** An answer to a path under {@code /status/v1}. */
    public static ValidatableResponse get(String path) {
        return caller().get("/status/v1" + path).then();
    }

    public static void eventually(ThrowingRunnable assertion) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(assertion);
    }
}
