// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.BuildId;
import dev.hornero.events.apikey.Role;
import dev.hornero.statusservice.imagebuild.model.Story;
import dev.hornero.statusservice.notice.Change;
import dev.hornero.statusservice.notice.Changes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class StreamIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject Api api;
    @Inject Changes changes;
    @Inject DataSource connections;

    private final Story story = Story.begin("stream", NOON);

    @BeforeEach
    void open() {
        api.open();
    }

    private List<String> of(EventStream stream, BuildId id) {
        return stream.values("data").stream().filter(data -> data.contains(id.toString())).toList();
    }

    @Test
    void everyChangeOfABuildIsReported() {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());

            api.publish(
                    story.created(),
                    story.scanned(Story.FIRST_COMMIT, "VERSION"),
                    story.needsValues("VERSION"));

            eventually(() ->
                    assertThat(of(stream, story.build().id()))
                            .last(as(STRING))
                            .contains("\"phase\":\"NEEDS_VALUES\"", "\"name\":\"VERSION\"")
                            .doesNotContain("\"arguments\""));
            assertThat(stream.values("event")).containsOnly("build");
            api.publish(story.scanFailed());
            eventually(() ->
                    assertThat(of(stream, story.build().id()))
                            .last(as(STRING))
                            .contains("\"phase\":\"FAILED\"", "\"line\":7"));
        }
    }

    @Test
    void streamIsKeptOpenByComments() {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() ->
                    assertThat(stream.lines())
                            .filteredOn(line -> line.startsWith(":"))
                            .hasSizeGreaterThan(2));
            assertThat(stream.ended()).isFalse();
        }
    }

    @Test
    void streamsEndWhenNewsMayHaveBeenLost() throws SQLException {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());

            // The listener's own connection, and whatever else is open.
            try (Connection connection = connections.getConnection();
                    Statement kill = connection.createStatement()) {
                kill.execute(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        """);
            }

            eventually(() -> assertThat(stream.ended()).isTrue());
        }
        // A stream that meets one of those connections ends too
        AtomicReference<EventStream> again = new AtomicReference<>(comeAgain());
        eventually(() -> {
            if (again.get().ended()) {
                again.getAndSet(comeAgain()).close();
            }
            assertThat(again.get().values("id")).isNotEmpty();
        });
        try (EventStream stream = again.get()) {
            api.publish(story.created());
            eventually(() -> assertThat(of(stream, story.build().id())).isNotEmpty());
        }
    }

    private static EventStream comeAgain() {
        return EventStream.open("/stream", "text/event-stream");
    }

    @Test
    void newsOfAnotherInstanceAreHeard() throws SQLException {
        List<Change> heard = new CopyOnWriteArrayList<>();
        Changes.Watcher watcher =
                new Changes.Watcher() {
                    @Override
                    public void changed(Change change) {
                        heard.add(change);
                    }

                    @Override
                    public void missed() {
                        // Not what is asked here
                    }
                };
        changes.add(watcher);
        try (Connection connection = connections.getConnection();
                Statement notify = connection.createStatement()) {
            notify.execute("select pg_notify('hornero_status', 'of a later version')");
            notify.execute(
                    "select pg_notify('hornero_status', 'build %s')".formatted(story.build().id()));

            eventually(() ->
                    assertThat(heard)
                            .filteredOn(change -> change.build().equals(story.build().id()))
                            .hasSize(1));
        } finally {
            changes.remove(watcher);
        }
    }

    private EventStream after(String id) {
        return EventStream.open("/stream", "text/event-stream", "Last-Event-ID", id);
    }

    private String idAfterAllOf(Story story) {
        try (EventStream stream = EventStream.open("/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.values("id")).isNotEmpty());
            api.publish(story.created());
            eventually(() -> assertThat(of(stream, story.build().id())).isNotEmpty());
            return stream.lastId();
        }
    }

    @Test
    void whoComesAgainHearsWhatChangedMeanwhile() {
        String last = idAfterAllOf(story);
        Story other = Story.begin("stream-other", NOON);
        api.publish(story.scanFailed(), other.created());
        eventually(() -> {
            Api.get("/builds/" + story.build().id()).body("phase", equalTo("FAILED"));
            Api.get("/builds/" + other.build().id()).statusCode(200);
        });

        try (EventStream stream = after(last);
                EventStream byParameter =
                        EventStream.open("/stream?lastEventId=" + last, "text/event-stream")) {
            for (EventStream resumed : List.of(stream, byParameter)) {
                eventually(() -> {
                    assertThat(of(resumed, story.build().id()))
                            .last(as(STRING))
                            .contains("\"phase\":\"FAILED\"");
                    assertThat(of(resumed, other.build().id())).hasSize(1);
                });
                assertThat(resumed.values("event")).containsOnly("build");
            }
        }
    }

    @Test
    void whoMissedNothingHearsAtMostTheLastChangeAgain() {
        String last = idAfterAllOf(story);

        try (EventStream stream = after(last)) {
            eventually(() -> assertThat(stream.values("id")).isNotEmpty());
            assertThat(stream.values("data"))
                    .allMatch(data -> data.contains(story.build().id().toString()));
            assertThat(stream.values("event")).doesNotContain("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "999999-1", "1-999999999999999999", "0-0"})
    void whereItCannotGoOnItSaysSo(String last) {
        try (EventStream stream = after(last)) {
            eventually(() -> assertThat(stream.values("event")).containsExactly("reset"));
            assertThat(stream.values("id")).hasSize(1);

            api.publish(story.created());
            eventually(() -> assertThat(of(stream, story.build().id())).isNotEmpty());
        }
    }

    /** Changes of many builds at once, by threads whose transactions overlap. */
    @Test
    void aClientThatComesAndGoesMissesNothing() {
        List<Story> stories =
                IntStream.range(0, 60).mapToObj(i -> Story.begin("stream-" + i, NOON)).toList();
        Set<String> heard = ConcurrentHashMap.newKeySet();
        String last = idAfterAllOf(story);
        Thread publisher =
                Thread.ofVirtual()
                        .start(() ->
                                stories.forEach(
                                        story -> api.publish(story.created(), story.scanFailed())));
        int ends = 0;
        while (ends < 40 && heard.size() < stories.size()) {
            ends++;
            try (EventStream stream = after(last)) {
                // It leaves after the first few events, wherever that is
                int wanted = 1 + ends % 7;
                eventually(() ->
                        assertThat(stream.values("data").size() >= wanted || !publisher.isAlive())
                                .isTrue());
                if (!publisher.isAlive()) {
                    eventually(() -> {
                        add(stream, heard);
                        assertThat(heard).hasSize(stories.size());
                    });
                }
                List<String> ids = stream.values("id");
                add(stream, heard);
                last = ids.isEmpty() ? last : ids.getLast();
            }
        }
        assertThat(heard).hasSize(stories.size());
    }

    private static void add(EventStream stream, Set<String> failed) {
        stream.values("data").stream()
                .filter(data ->
                        data.contains("\"phase\":\"FAILED\"") && data.contains("prod-stream-"))
                .map(data -> data.replaceFirst(".*\"id\":\"([^\"]*)\".*", "$1"))
                .forEach(failed::add);
    }

    @Test
    void aStreamEndsWithItsKey() {
        String key = "hk_watcher_" + UUID.randomUUID();
        String id = api.issue(key, "watcher", Role.VIEWER);
        eventually(() -> Api.with(key).get("/status/v1/builds").then().statusCode(200));
        api.publish(story.created(), story.started());
        String log = "/builds/" + story.build().id() + "/logs?follow=true";
        eventually(
                () -> Api.get("/builds/" + story.build().id()).body("phase", equalTo("RUNNING")));
        try (EventStream changes = EventStream.withKey(key, "/stream", "text/event-stream");
                EventStream lines = EventStream.withKey(key, log, "text/event-stream");
                EventStream text = EventStream.withKey(key, log, "text/plain");
                EventStream anothers = EventStream.open("/stream", "text/event-stream")) {
            for (EventStream open : List.of(changes, lines, anothers)) {
                eventually(() -> assertThat(open.lines()).isNotEmpty());
            }

            api.revoke(id);

            for (EventStream open : List.of(changes, lines, text)) {
                eventually(() -> assertThat(open.ended()).isTrue());
            }
            assertThat(anothers.ended()).isFalse();
        }
    }

    @Test
    void aStreamEndsWhenItsKeyExpires() {
        String key = "hk_expiring_" + UUID.randomUUID();
        api.issue(key, "guest", Role.VIEWER, Instant.now().plusSeconds(8));
        eventually(() -> Api.with(key).get("/status/v1/builds").then().statusCode(200));
        try (EventStream stream = EventStream.withKey(key, "/stream", "text/event-stream")) {
            eventually(() -> assertThat(stream.lines()).isNotEmpty());

            eventually(() -> assertThat(stream.ended()).isTrue());
        }
    }

    @Test
    void aKeyHasRoomForSomeStreams() {
        String key = "hk_greedy_" + UUID.randomUUID();
        api.issue(key, "greedy", Role.VIEWER);
        eventually(() -> Api.with(key).get("/status/v1/builds").then().statusCode(200));
        List<EventStream> open = new ArrayList<>();
        try {
            // As the settings of the tests say
            for (int i = 0; i < 20; i++) {
                EventStream stream = EventStream.withKey(key, "/stream", "text/event-stream");
                open.add(stream);
                eventually(() -> assertThat(stream.lines()).isNotEmpty());
            }
            Api.with(key)
                    .header("Accept", "text/event-stream")
                    .get("/status/v1/stream")
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("https://hornero.dev/problems/too-many-requests"));

            open.removeFirst().close();
            eventually(() -> {
                EventStream another = EventStream.withKey(key, "/stream", "text/event-stream");
                open.add(another);
                eventually(() -> assertThat(another.status()).isNotZero());
                assertThat(another.status()).isEqualTo(200);
            });
        } finally {
            open.forEach(EventStream::close);
        }
    }
}
