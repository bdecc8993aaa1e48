// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL stands still, or has no connection left: callers get an answer soon, and are asked to
 * return.
 */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class OutageIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int POOL = 20;

    @Inject Api api;
    @Inject DataSource connections;

    private final Story story = Story.begin("outage", NOON);
    private final String path = "/builds/" + story.build().id();

    private record Answer(String path, int status, String retryAfter, String body, Duration took) {}

    @BeforeEach
    void open() {
        api.open();
        api.publish(story.created());
        eventually(() -> get(path).statusCode(200));
    }

    private static Answer ask(String path) {
        long begin = System.nanoTime();
        Response response = Api.caller().get("/status/v1" + path);
        return new Answer(
                path,
                response.statusCode(),
                response.header("Retry-After"),
                response.asString(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info()
                                .command()
                                .filter(name -> name.endsWith("/postgres"))
                                .isPresent())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        assertThat(command).hasSizeGreaterThan(2);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private List<Answer> askAll(int times) throws Exception {
        List<String> paths =
                List.of("/builds", "/project-envs", path, path + "/events", path + "/logs");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers =
                    IntStream.range(0, times)
                            .boxed()
                            .flatMap(_ -> paths.stream())
                            .map(asked -> callers.submit(() -> ask(asked)))
                            .toList();
            List<Answer> all = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static void isUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.retryAfter()).as(answer.toString()).isNotNull();
        assertThat(answer.body()).contains("https://hornero.dev/problems/unavailable");
        assertThat(answer.took()).as(answer.toString()).isLessThan(PATIENCE);
    }

    @Test
    void everyCallIsAnsweredSoonWhileTheDatabaseStandsStill() throws Exception {
        signal("STOP");
        try {
            assertThat(askAll(12)).allSatisfy(OutageIT::isUnavailable);
            // With whatever connections are new by now
            assertThat(askAll(2)).allSatisfy(OutageIT::isUnavailable);
        } finally {
            signal("CONT");
        }

        eventually(() -> assertThat(askAll(1)).allMatch(answer -> answer.status() == 200));
        api.publish(story.scanFailed());
        eventually(() -> get(path).body("phase", equalTo("FAILED")));
    }

    @Test
    void callsThatFindNoConnectionAreAskedToReturn() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            takeAll(taken);
            assertThat(askAll(2)).allSatisfy(OutageIT::isUnavailable);
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        eventually(() -> assertThat(askAll(1)).allMatch(answer -> answer.status() == 200));
    }

    @Test
    void aConnectionThatWasLostWhileItLayIdleIsNotHandedToACaller() throws Exception {
        assertThat(askAll(4)).allMatch(answer -> answer.status() == 200);
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name like 'hornero-status-service%'
                    and pid <> pg_backend_pid()
                    """);
        }

        assertThat(askAll(4)).allMatch(answer -> answer.status() == 200);
    }

    /** Those that the service itself holds for good, its listener's, are not available. */
    private void takeAll(List<Connection> taken) {
        Stream.generate(this::take)
                .limit(POOL)
                .takeWhile(connections -> !connections.isEmpty())
                .forEach(taken::addAll);
    }

    private List<Connection> take() {
        try {
            return List.of(connections.getConnection());
        } catch (SQLException _) {
            return List.of();
        }
    }
}
