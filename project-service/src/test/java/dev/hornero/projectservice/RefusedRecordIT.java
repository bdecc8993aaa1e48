// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.job.BuildFailureReason;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The broker takes less than the setting of this service says. */
@QuarkusTest
@TestProfile(RefusedRecordIT.LargerThanTheBroker.class)
class RefusedRecordIT extends WithProjectEnv {
    public static final class LargerThanTheBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hornero.outbox.largest-record", "100000000");
        }
    }

    @Test
    void aRecordThatTheBrokerRefusesEndsItsBuildAndLeavesTheOutbox() {
        BuildRef build = createProjectEnv();
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
        post("/builds/" + build.id() + "/cancel").then().statusCode(409);
        BuildRef next = requestBuild("{}");
        publish(found(next, required("A")));
        ArgsResolved resolved = awaitResolved(1);
        assertThat(resolved.build()).isEqualTo(next);
        assertThat(resolved.sequence()).isEqualTo(1);
    }
}
