// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildFailed;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a build comes upon, it ends with a reason, and those behind it go on. */
@QuarkusTest
class SilentBuildsIT extends WithProjectEnv {
    @Inject AgroalDataSource database;

    private Tables tables;

    @BeforeEach
    void openTables() {
        tables = new Tables(database);
    }

    private BuildFailed awaitFailure(BuildRef build) {
        return broker.awaitEvent(BuildFailed.class, e -> e.build().equals(build));
    }

    private void give(String name, String value) {
        patch("/project-envs/" + projectEnv + "/args", "{\"%s\":\"%s\"}".formatted(name, value))
                .then()
                .statusCode(200);
    }

    private void spoilValue(BuildRef build, String name) throws Exception {
        assertThat(
                        tables.change(
                                "update arg_value set sealed = 'x.y' where owner = ? and name = ?",
                                build.projectEnv().id().toString(),
                                name))
                .isEqualTo(1);
    }

    @Test
    void aValueThatCannotBeOpenedEndsTheBuildThatNeedsIt() throws Exception {
        BuildRef build = createProjectEnv();
        BuildRef behind = requestBuild("{\"args\":{\"VERSION\":\"2\"}}");
        give("VERSION", "1");
        spoilValue(build, "VERSION");
        publish(found(behind, required("VERSION")));

        publish(found(build, required("VERSION")));

        assertThat(awaitFailure(build).message()).contains("VERSION").contains("ProjectEnv");
        assertThat(awaitResolved(1).build()).isEqualTo(behind);
        get("/project-envs/" + projectEnv + "/args")
                .then()
                .statusCode(200)
                .body("items[0].name", equalTo("VERSION"))
                .body("items[0].value", nullValue());
        give("VERSION", "3");
        BuildRef next = requestBuild("{}");
        publish(found(next, required("VERSION")));
        assertThat(awaitResolved(2).build()).isEqualTo(next);
    }

    @Test
    void aValueThatNoBuildNeedsHoldsUpNone() throws Exception {
        BuildRef build = createProjectEnv();
        give("UNUSED", "1");
        spoilValue(build, "UNUSED");

        publish(found(build));

        assertThat(awaitResolved(1).build()).isEqualTo(build);
    }

    @Test
    void aRowThatCannotBeReadEndsItsBuildAndHoldsUpNoOther() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build, required("VERSION")));
        broker.awaitEvent(BuildNeedsValues.class, e -> e.build().equals(build));
        tables.change("update build set finding = '{}' where id = ?", build.id().value());
        BuildRef next = requestBuild("{}");

        publish(found(next));

        awaitFailure(build);
        assertThat(awaitResolved(1).build()).isEqualTo(next);
    }

    @Test
    void aReleasedBuildWhoseRowCannotBeReadStaysTheOrchestrators() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build));
        awaitResolved(1);
        tables.change("update build set finding = '{}' where id = ?", build.id().value());
        BuildRef next = requestBuild("{}");

        publish(found(next));
        awaitResolved(2);
        post("/builds/" + build.id() + "/cancel").then().statusCode(202);

        broker.awaitEvent(BuildCancelRequested.class, e -> e.build().equals(build));
        assertThat(broker.events(BuildFailed.class, this::isOurs)).isEmpty();
    }

    @Test
    void aClusterWhoseKeyIsTakenAwayEndsTheBuildAndTakesNoOther() throws Exception {
        BuildRef build = createProjectEnv();
        tables.change("update environment set cluster = 'keyless' where name = ?", environment);

        publish(found(build));

        assertThat(awaitFailure(build).message()).contains("cluster:keyless");
        post("/project-envs/" + projectEnv + "/builds", "{}")
                .then()
                .statusCode(409)
                .body("detail", containsString("HORNERO_SEAL_KEYS"));
    }

    @Test
    void aCredentialThatCannotBeOpenedIsFoundOutWhenABuildIsAskedFor() throws Exception {
        String credential = FrontDoor.fresh("cred");
        post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://git.example\",\"token\":\"t0ken\"}"
                                .formatted(credential))
                .then()
                .statusCode(201);
        patch("/projects/" + project, "{\"gitCredential\":\"%s\"}".formatted(credential))
                .then()
                .statusCode(200);
        BuildRef build = createProjectEnv();
        tables.change("update git_credential set sealed = 'x.y' where name = ?", credential);

        publish(found(build));

        assertThat(awaitFailure(build).message()).contains(credential);
        post("/project-envs/" + projectEnv + "/builds", "{}").then().statusCode(409);
    }
}
