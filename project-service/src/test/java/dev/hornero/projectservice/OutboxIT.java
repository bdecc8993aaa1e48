// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.job.BuildFailureReason;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxIT extends WithProjectEnv {
    private static final int BUILDS = 60;

    @Inject AgroalDataSource database;

    private int count(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Cuts the relay off in the middle of a batch, if it is in one. */
    private int killRelay() throws SQLException {
        return count(
                """
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and pid <> pg_backend_pid()
                """);
    }

    @Test
    void noEventIsLostOrOvertakenWhenTheRelayIsCutOff() throws Exception {
        createProjectEnv();
        int killed = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            Map<Integer, Future<?>> requests = new LinkedHashMap<>();
            for (int i = 0; i < BUILDS; i++) {
                requests.put(
                        i,
                        callers.submit(() ->
                                post("/project-envs/" + projectEnv + "/builds", "{}")
                                        .then()
                                        .statusCode(202)));
            }
            for (Map.Entry<Integer, Future<?>> request : requests.entrySet()) {
                request.getValue().get();
                if (request.getKey() % 5 == 0) {
                    killed += killRelay();
                }
            }
        }
        assertThat(killed).isPositive();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from outbox") == 0);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(numbersInOrderOfArrival())
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(2, BUILDS + 1).boxed().toList()));
    }

    /** An event that came twice counts where it came first, as its readers see it. */
    private Collection<Integer> numbersInOrderOfArrival() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        broker.envelopes(BuildRequested.class, this::isOurs)
                .forEach(envelope ->
                        numbers.putIfAbsent(envelope.id(), envelope.event().build().number()));
        return numbers.values();
    }

    @Test
    void aBuildWhoseValuesFitIntoNoRecordEndsAndTheNextOneGoesOn() {
        BuildRef build = createProjectEnv();
        // Six bytes each in JSON
        String value = "\\u0001".repeat(100_000);
        patch("/project-envs/" + projectEnv + "/args", "{\"A\":\"" + value + "\"}")
                .then()
                .statusCode(200);
        patch("/project-envs/" + projectEnv + "/args", "{\"B\":\"" + value + "\"}")
                .then()
                .statusCode(200);
        publish(found(build, required("A"), required("B")));

        BuildFailed failed = broker.awaitEvent(BuildFailed.class, e -> e.build().equals(build));
        assertThat(failed.reason().is(BuildFailureReason.VALUES_TOO_LARGE)).isTrue();
        BuildRef next = requestBuild("{}");
        publish(found(next, required("A")));
        ArgsResolved resolved = awaitResolved(1);
        assertThat(resolved.build()).isEqualTo(next);
        assertThat(resolved.sequence()).isEqualTo(1);
    }
}
