// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.caller;
import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.Code;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.imagebuild.model.Story;
import dev.hornero.statusservice.stream.OpenStreams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class LogsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject Api api;
    @Inject OpenStreams streams;

    private final Story story = Story.begin("logs", NOON);
    private final String path = "/builds/" + story.build().id() + "/logs";

    @BeforeEach
    void open() {
        api.open();
        api.publish(story.created(), story.resolved(Story.FIRST_COMMIT, 1), story.launched());
        eventually(() -> get("/builds/" + story.build().id()).body("phase", equalTo("LAUNCHED")));
    }

    private static LogLine line(int second, String text) {
        return line(second, 0, LogLine.Kind.OUTPUT, text);
    }

    private static LogLine line(int second, int ordinal, LogLine.Kind kind, String text) {
        return new LogLine(
                "pod-1", "kaniko", NOON.plusSeconds(second), ordinal, Code.of(kind), text);
    }

    private Envelope<BuildLogAppended> lines(LogLine... lines) {
        return appended(false, List.of(lines));
    }

    private Envelope<BuildLogAppended> lastLines(LogLine... lines) {
        return appended(true, List.of(lines));
    }

    private Envelope<BuildLogAppended> appended(boolean last, List<LogLine> lines) {
        return new Envelope<>(
                UUID.randomUUID().toString(),
                "build-orchestrator",
                NOON,
                Optional.empty(),
                new BuildLogAppended(story.build(), lines, last));
    }

    @Test
    void logIsFollowedWhileItGrows() {
        try (EventStream stream = EventStream.open(path + "?follow=true", "text/event-stream")) {
            api.publish(lines(line(1, "Cloning"), line(2, "Building")));
            eventually(() -> assertThat(stream.values("id")).containsExactly("1", "2"));

            api.publish(lines(line(3, "Pushing")));
            eventually(() -> assertThat(stream.values("id")).containsExactly("1", "2", "3"));
            assertThat(stream.values("event")).containsOnly("line");
            assertThat(stream.values("data"))
                    .last(as(STRING))
                    .contains("\"text\":\"Pushing\"", "\"container\":\"kaniko\"")
                    .contains("\"cursor\":\"3\"", "\"time\":\"2026-03-01T12:00:03Z\"");
            assertThat(stream.ended()).isFalse();

            api.publish(lastLines(line(4, "Pushed")));
            eventually(() -> assertThat(stream.ended()).isTrue());
            assertThat(stream.values("event"))
                    .containsExactly("line", "line", "line", "line", "end");
        }
    }

    @Test
    void followerGoesOnAfterTheLineItHadLast() {
        api.publish(lastLines(line(1, "one"), line(2, "two"), line(3, "three")));
        eventually(() -> get(path).body(containsString("three")));

        try (EventStream stream =
                EventStream.open(
                        path + "?follow=true", "text/event-stream", "Last-Event-ID", "2")) {
            eventually(() -> assertThat(stream.ended()).isTrue());
            assertThat(stream.values("id")).containsExactly("3");
        }
    }

    @Test
    void quietLogIsKeptOpenByComments() {
        try (EventStream stream = EventStream.open(path + "?follow=true", "text/event-stream")) {
            eventually(() ->
                    assertThat(stream.lines()).filteredOn(line -> line.startsWith(":")).hasSize(2));
            assertThat(stream.ended()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/event-stream"})
    void whoFollowsIsAnsweredBeforeThereIsALine(String type) {
        try (EventStream stream = EventStream.open(path + "?follow=true", type)) {
            eventually(() -> assertThat(stream.status()).isEqualTo(200));
            assertThat(stream.ended()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "text/event-stream"})
    void whoAsksForTheHeadHoldsNoStream(String type) {
        for (int i = 0; i < 20; i++) {
            caller().accept(type).head("/status/v1" + path).then().statusCode(200);
        }

        eventually(() -> assertThat(streams.number()).as("streams that are open").isZero());
    }

    @Test
    void plainTextIsFollowedToTheEnd() {
        api.publish(lines(line(1, "one")));
        try (EventStream stream = EventStream.open(path + "?follow=true", "text/plain")) {
            eventually(() -> assertThat(stream.lines()).containsExactly("one"));
            api.publish(lastLines(line(2, "two")));
            eventually(() -> assertThat(stream.ended()).isTrue());
            assertThat(stream.lines()).containsExactly("one", "two");
        }
    }

    @Test
    void linesPublishedTwiceAreStoredOnce() {
        LogLine one = line(1, "one");
        LogLine sameTime = line(1, 1, LogLine.Kind.OUTPUT, "one");
        LogLine two = line(2, "two");
        api.publish(lines(one, sameTime), lines(one, sameTime, two), lines(two), lastLines(two));

        eventually(() ->
                caller().accept("application/json")
                        .get("/status/v1" + path)
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(true)));
        get(path)
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(equalTo("one\none\ntwo\n"));
    }

    @Test
    void longLogIsReadWholeAndInOrder() {
        List<LogLine> lines =
                IntStream.range(0, 1_234)
                        .mapToObj(i -> line(1, i, LogLine.Kind.OUTPUT, "line " + i))
                        .toList();
        api.publish(appended(false, lines.subList(0, 700)));
        api.publish(appended(true, lines.subList(700, 1_234)));

        eventually(() ->
                caller().accept("application/json")
                        .get("/status/v1" + path)
                        .then()
                        .body("lines", hasSize(1_234))
                        .body("lines[1233].text", equalTo("line 1233"))
                        .body("complete", equalTo(true)));
        assertThat(get(path).extract().asString().lines())
                .containsExactlyElementsOf(lines.stream().map(LogLine::text).toList());
    }

    @Test
    void gapIsShown() {
        api.publish(
                lines(line(1, 0, LogLine.Kind.GAP, "lines were lost when the log was rotated")));

        eventually(() ->
                get(path).body(equalTo("--- lines were lost when the log was rotated ---\n")));
        caller().accept("application/json")
                .get("/status/v1" + path)
                .then()
                .body("lines[0].gap", equalTo(true));
    }

    @Test
    void whateverAProgramPrintsIsStored() {
        api.publish(lastLines(line(1, "null \0 and \uD83D\uDE00 and \u001B[31mred")));

        eventually(
                () -> get(path).body(equalTo("null \uFFFD and \uD83D\uDE00 and \u001B[31mred\n")));
    }

    @Test
    void logOfABuildThatNeverRanIsComplete() {
        Story never = story.next();
        api.publish(never.requested(), never.cancelled());
        String ofIt = "/builds/" + never.build().id() + "/logs?follow=true";

        eventually(() -> get("/builds/" + never.build().id()).body("phase", equalTo("CANCELLED")));
        try (EventStream stream = EventStream.open(ofIt, "text/event-stream")) {
            eventually(() -> assertThat(stream.values("event")).containsExactly("end"));
        }
    }

    @Test
    void unknownBuildHasNoLog() {
        for (String accept : List.of("text/plain", "application/json", "text/event-stream")) {
            caller().accept(accept)
                    .get("/status/v1/builds/" + UUID.randomUUID() + "/logs?follow=true")
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void wrongLastEventIdIsNamed() {
        caller().accept("text/event-stream")
                .header("Last-Event-ID", "here")
                .get("/status/v1" + path)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("field", equalTo("Last-Event-ID"));
    }

    /** More than all buffers between the service and a client that does not read hold. */
    @Test
    void aClientThatTakesNothingIsCutOffAndGoesOnLater() throws IOException {
        int parts = 24;
        for (int part = 0; part < parts; part++) {
            int first = part * 100;
            api.publish(
                    appended(
                            part == parts - 1,
                            IntStream.range(first, first + 100)
                                    .mapToObj(i -> line(i, "x".repeat(5_000)))
                                    .toList()));
        }
        eventually(() -> get(path).body(hasLength(parts * 100 * 5_001)));
        String last;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream()
                    .write(
                            """
                            GET /status/v1%s HTTP/1.1
                            Host: localhost
                            Authorization: Bearer %s
                            Accept: text/event-stream

                            """
                                    .formatted(path, Api.KEY)
                                    .replace("\n", "\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            byte[] begin = socket.getInputStream().readNBytes(30_000);
            last = lastId(new String(begin, StandardCharsets.UTF_8));

            // Nothing more is read until the service has given up
            eventually(() -> assertThat(streams.number()).as("streams that are open").isZero());
        }

        try (EventStream resumed =
                EventStream.open(path, "text/event-stream", "Last-Event-ID", last)) {
            eventually(() -> assertThat(resumed.values("event")).last().isEqualTo("end"));
            assertThat(resumed.values("id"))
                    .startsWith(Long.toString(Long.parseLong(last) + 1))
                    .hasSize(parts * 100 - Integer.parseInt(last));
        }
    }

    private static String lastId(String text) {
        return Stream.of(text.split("\n"))
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3).strip())
                .toList()
                .getLast();
    }
}
