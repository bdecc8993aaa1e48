// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.Code;
import dev.hornero.events.Topic;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.apikey.Role;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.events.log.LogLine;
import dev.hornero.messaging.KafkaClients;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import dev.hornero.messaging.publish.RecordSender;
import dev.hornero.statusservice.database.ReadModelRebuild;
import dev.hornero.statusservice.database.ReadModels;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class RebuildIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ADMIN = "hk_admin_of_the_tests";

    @Inject Api api;
    @Inject RecordSender sender;
    @Inject DataSource connections;
    @Inject ReadModels readModels;
    @Inject EventCodec codec;
    @Inject KafkaClients clients;

    private final String project = "anew-" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = Story.begin(project, NOON);
    private final String path = "/builds/" + story.build().id();

    @BeforeEach
    void open() {
        api.open();
        api.issue(ADMIN, "admin", Role.ADMIN);
    }

    private static int askForRebuild() {
        return given().header("Authorization", "Bearer " + ADMIN)
                .post("/status/v1/rebuild")
                .statusCode();
    }

    private int active() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select active from status.read_model")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rebuild() throws SQLException {
        int before = active();
        eventually(() -> assertThat(askForRebuild()).isEqualTo(202));
        eventually(() -> assertThat(active()).isEqualTo(before + 1));
    }

    @Test
    void itLeavesNoConsumerGroup() throws Exception {
        rebuild();

        try (Admin admin = clients.admin(Map.of())) {
            assertThat(admin.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .contains("hornero-status-service")
                    .noneMatch(group -> group.contains("rebuild"));
        }
    }

    @Test
    void recordsThatAreNoEventDoNotStopIt() throws SQLException {
        for (Header header :
                List.of(
                        new RecordHeader(DeadLetterHeaders.REPLAY_GROUP, null),
                        new RecordHeader("ce_time", null),
                        new RecordHeader("ce_type", new byte[] {(byte) 0xff}),
                        new RecordHeader(
                                "content-type",
                                "application/cloudevents+json".getBytes(StandardCharsets.UTF_8)))) {
            sender.send(
                            new ProducerRecord<>(
                                    Topic.BUILDS.topicName(),
                                    null,
                                    "no-build",
                                    "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                                    List.of(header)))
                    .toCompletableFuture()
                    .join();
        }
        api.publish(story.created(), story.needsValues("A"));
        eventually(() -> get(path).body("phase", equalTo("NEEDS_VALUES")));

        rebuild();

        get(path).statusCode(200).body("phase", equalTo("NEEDS_VALUES"));
    }

    @Test
    void readModelIsMadeAnewFromTheTopicsAndLogsStay() throws SQLException {
        Story other = Story.begin(project + "-gone", NOON);
        api.publish(
                story.created(),
                story.scanned(Story.FIRST_COMMIT),
                story.resolved(Story.FIRST_COMMIT, 1),
                story.launched(),
                new Envelope<>(
                        "log-1",
                        "build-orchestrator",
                        NOON,
                        Optional.empty(),
                        new BuildLogAppended(
                                story.build(),
                                List.of(
                                        new LogLine(
                                                "pod",
                                                "kaniko",
                                                NOON,
                                                0,
                                                Code.of(LogLine.Kind.OUTPUT),
                                                "hello")),
                                false)),
                other.created(),
                other.deleted());
        eventually(() -> {
            get(path).body("phase", equalTo("LAUNCHED"));
            get(path + "/logs").body(equalTo("hello\n"));
        });
        String schema = "status_read_" + active();
        execute("delete from " + schema + ".build_event");
        execute("delete from " + schema + ".build");
        execute("delete from " + schema + ".project_env");
        get(path).statusCode(404);

        rebuild();

        get(path)
                .statusCode(200)
                .body("phase", equalTo("LAUNCHED"))
                .body("times.resolved", equalTo("2026-03-01T12:00:03Z"));
        get(path + "/events").body("items", hasSize(4));
        get(path + "/logs").body(equalTo("hello\n"));
        get("/project-envs?limit=200")
                .body("items.project", hasItem(project))
                .body("items.project", not(hasItem(project + "-gone")));
    }

    @Test
    void whatHappensAfterwardsIsWrittenToTheNewOne() throws SQLException {
        api.publish(story.created());
        eventually(() -> get(path).statusCode(200));

        rebuild();
        api.publish(story.scanFailed());

        eventually(() -> get(path).body("phase", equalTo("FAILED")));
    }

    @Test
    void whatHappensMeanwhileIsWrittenToBoth() throws SQLException {
        try (ReadModelRebuild build = readModels.begin().orElseThrow()) {
            assertThat(askForRebuild()).isEqualTo(409);
            api.publish(story.created(), story.started());
            eventually(() -> get(path).body("phase", equalTo("RUNNING")));

            build.finish(connection -> {});

            assertThat(active()).isEqualTo(build.number());
            get(path).body("phase", equalTo("RUNNING"));
        }
    }

    @Test
    void whatWasLeftUndoneIsBegunAnew() throws SQLException {
        int before = active();
        readModels.begin().orElseThrow().close();
        assertThat(readModels.isOneBeingBuilt()).isTrue();
        api.publish(story.created());
        eventually(() -> get(path).statusCode(200));

        rebuild();

        assertThat(active()).isEqualTo(before + 1);
        assertThat(readModels.isOneBeingBuilt()).isFalse();
        get(path).statusCode(200);
    }

    @Test
    void recordsThatAreGarbageDoNotKeepARebuildFromItsEnd() throws SQLException {
        ProducerRecord<String, byte[]> elsewhere =
                codec.encode(
                                new Envelope<>(
                                        UUID.randomUUID().toString(),
                                        "project-service",
                                        NOON,
                                        Optional.empty(),
                                        new ApiKeyIssued(
                                                "k",
                                                "stray",
                                                "0".repeat(64),
                                                Code.of(Role.VIEWER),
                                                Optional.empty())))
                        .toRecord();
        for (Topic topic :
                List.of(Topic.PROJECT_ENVS, Topic.BUILDS, Topic.SCANS, Topic.BUILD_JOBS)) {
            send(
                    new ProducerRecord<>(
                            topic.topicName(), "k", "\0 no JSON".getBytes(StandardCharsets.UTF_8)));
            send(new ProducerRecord<>(topic.topicName(), "k", null));
            send(new ProducerRecord<>(topic.topicName(), null, new byte[100_000]));
            ProducerRecord<String, byte[]> stray =
                    new ProducerRecord<>(topic.topicName(), "k", elsewhere.value());
            elsewhere.headers().forEach(stray.headers()::add);
            send(stray);
        }
        api.publish(story.created(), story.scanFailed());
        eventually(() -> get(path).body("phase", equalTo("FAILED")));

        rebuild();

        get(path).statusCode(200).body("phase", equalTo("FAILED"));
    }

    private void send(ProducerRecord<String, byte[]> garbage) {
        sender.send(garbage).toCompletableFuture().join();
    }
}
