// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Topic;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Another transaction has a ProjectEnv's row for longer than this service waits for it. */
@QuarkusTest
@TestProfile(BusyRowIT.ShortWaits.class)
class BusyRowIT extends WithProjectEnv {
    private static final int ORDERS = 100;

    @Inject AgroalDataSource database;

    public static final class ShortWaits implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hornero.database.lock-timeout", "200ms", "hornero.turns.patience", "500ms");
        }
    }

    private static void isBusy(Response response) {
        response.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("https://hornero.dev/problems/unavailable"));
    }

    @Test
    void aScanIsNotGivenUpHoweverLongTheRowIsLocked() throws Exception {
        BuildRef build = createProjectEnv();
        try (Tables.Held _ = new Tables(database).hold(projectEnv)) {
            publish(found(build, required("VERSION")));
            // Each of them waits for the row as long as the scan does.
            for (int i = 0; i < 10; i++) {
                isBusy(patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1\"}"));
            }
        }

        // The scan that waits takes its turn first.
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1\"}")
                                        .statusCode()
                                == 200);
        assertThat(awaitResolved(1).build()).isEqualTo(build);
        assertThat(broker.records())
                .filteredOn(given -> given.topic().equals(Topic.SCANS.deadLetterName()))
                .filteredOn(given -> build.projectEnv().id().toString().equals(given.key()))
                .isEmpty();
    }

    @Test
    void whoWaitsForARowTakesNoConnectionFromOthers() throws Exception {
        createProjectEnv();
        String busy = projectEnv;
        createProjectAndEnvironment();
        createProjectEnv();
        String free = projectEnv;
        List<Future<Response>> orders = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(ORDERS)) {
            try (Tables.Held _ = new Tables(database).hold(busy)) {
                for (int i = 0; i < ORDERS; i++) {
                    orders.add(
                            callers.submit(() -> post("/project-envs/" + busy + "/builds", "{}")));
                }
                for (int i = 0; i < 10; i++) {
                    // While the row is locked, so this waits for nothing that needs it.
                    post("/project-envs/" + free + "/builds", "{}").then().statusCode(202);
                }
                for (Future<Response> order : orders) {
                    isBusy(order.get());
                }
            }
        }
    }
}
