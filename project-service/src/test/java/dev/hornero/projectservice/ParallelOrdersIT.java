// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ParallelOrdersIT extends WithProjectEnv {
    private static final int ORDERS = 100;

    @Test
    void aHundredOrdersAtOnceAreTakenOrAskedToComeAgain() throws Exception {
        createProjectEnv();
        String busy = projectEnv;
        createProjectAndEnvironment();
        createProjectEnv();
        String other = projectEnv;
        List<Future<Response>> orders = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(ORDERS)) {
            for (int i = 0; i < ORDERS; i++) {
                orders.add(callers.submit(() -> post("/project-envs/" + busy + "/builds", "{}")));
            }
            for (int i = 0; i < 10; i++) {
                post("/project-envs/" + other + "/builds", "{}").then().statusCode(202);
            }
            for (Future<Response> order : orders) {
                Response answer = order.get();
                assertThat(answer.statusCode()).isIn(202, 503);
                if (answer.statusCode() == 202) {
                    taken.add(answer.path("number"));
                } else {
                    assertThat(answer.header("Retry-After")).isNotNull();
                }
            }
        }

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, taken.size() + 1).boxed().toList())
                .isNotEmpty();
    }
}
