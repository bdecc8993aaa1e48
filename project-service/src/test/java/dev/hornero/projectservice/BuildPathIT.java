// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.optional;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildPathIT extends WithProjectEnv {
    @Test
    void aNewProjectEnvIsTheRequestForItsInitialBuild() {
        createProjectEnv();

        ProjectEnvCreated event = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs);

        assertThat(event.cluster()).isEqualTo("local");
        assertThat(event.namespace()).isEqualTo("builds");
        assertThat(event.source().branch()).isEqualTo("main");
        assertThat(event.source().dockerfilePath()).isEqualTo("Dockerfile");
        assertThat(event.image().repository()).isEqualTo(projectEnv);
        assertThat(event.image().tags()).containsExactly("latest", "build-1");
        assertThat(event.requestedBy()).contains("bootstrap");
    }

    @Test
    void aBuildThatNeedsNothingIsResolvedWhenItsScanArrives() throws Exception {
        BuildRef build = createProjectEnv();

        publish(found(build, optional("GREETING")));

        ArgsResolved resolved = awaitResolved(1);
        assertThat(resolved.build()).isEqualTo(build);
        assertThat(resolved.sequence()).isEqualTo(1);
        assertThat(resolved.commit().sha()).isEqualTo(Scanner.COMMIT);
        assertThat(values(resolved)).isEmpty();
    }

    @Test
    void aBuildThatNeedsAValueWaitsAndGoesOnWhenItIsGiven() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build, required("VERSION"), required("TOKEN")));
        BuildNeedsValues first =
                broker.awaitEvent(BuildNeedsValues.class, e -> e.build().equals(build));
        assertThat(first.missing()).containsExactly("VERSION", "TOKEN");

        patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1.2\"}")
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("VERSION"))
                .body("items[0].value", equalTo("1.2"))
                .body("items[0].origin", equalTo("PROJECT_ENV"));
        BuildNeedsValues second =
                broker.awaitEvent(BuildNeedsValues.class, 2, e -> e.build().equals(build));
        assertThat(second.missing()).containsExactly("TOKEN");
        patch("/project-envs/" + projectEnv + "/args", "{\"TOKEN\":\"s3cr3t\"}")
                .then()
                .statusCode(200);

        assertThat(values(awaitResolved(1)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "VERSION", new ArgValue("1.2", false),
                                "TOKEN", new ArgValue("s3cr3t", true)));
    }

    @Test
    void laterBuildsHaveTheirOwnBranchTagAndValues() throws Exception {
        BuildRef initial = createProjectEnv();
        publish(found(initial));
        awaitResolved(1);

        post(
                        "/project-envs/" + projectEnv + "/builds",
                        "{\"branch\":\"feature/x\",\"tag\":\"v2\",\"args\":{\"VERSION\":\"9\"},\"cache\":false}")
                .then()
                .statusCode(202)
                .body("number", equalTo(2))
                .body("projectEnv", equalTo(projectEnv))
                .body("phase", equalTo("REQUESTED"));

        BuildRequested requested =
                broker.awaitEvent(
                        BuildRequested.class,
                        e -> e.build().projectEnv().name().equals(projectEnv));
        assertThat(requested.source().branch()).isEqualTo("feature/x");
        assertThat(requested.image().tags()).containsExactly("v2", "build-2");
        assertThat(requested.cache()).isFalse();
        publish(found(requested.build(), required("VERSION")));
        ArgsResolved resolved = awaitResolved(2);
        assertThat(resolved.sequence()).isEqualTo(2);
        assertThat(values(resolved)).containsEntry("VERSION", new ArgValue("9", false));
    }

    @Test
    void aBuildThatWaitsForValuesHoldsUpNoOther() {
        BuildRef first = createProjectEnv();
        BuildRef second = requestBuild("{\"args\":{\"VERSION\":\"2\"}}");

        publish(found(second, required("VERSION")));
        publish(found(first, required("VERSION")));
        assertThat(awaitResolved(1).build()).isEqualTo(second);
        patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1\"}")
                .then()
                .statusCode(200);

        awaitResolved(2);
        assertThat(resolved()).extracting(ArgsResolved::build).containsExactly(second, first);
        assertThat(resolved()).extracting(ArgsResolved::sequence).containsExactly(1L, 2L);
    }
}
