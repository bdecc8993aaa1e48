// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.admin;
import static dev.hornero.projectservice.FrontDoor.delete;
import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static dev.hornero.projectservice.Scanner.failed;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.jobCancelled;
import static dev.hornero.projectservice.Scanner.jobFailed;
import static dev.hornero.projectservice.Scanner.required;
import static dev.hornero.projectservice.Scanner.soft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.imagebuild.BuildCancelled;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildLifeIT extends WithProjectEnv {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void awaitEnd(BuildRef build) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        post("/builds/" + build.id() + "/cancel")
                                .then()
                                .statusCode(409)
                                .body(
                                        "type",
                                        equalTo("https://hornero.dev/problems/build-has-ended")));
    }

    @Test
    void aBuildIsCancelledBeforeItsScanAnswers() {
        BuildRef build = createProjectEnv();

        post("/builds/" + build.id() + "/cancel").then().statusCode(202).body("number", equalTo(1));

        BuildCancelled cancelled =
                broker.awaitEvent(BuildCancelled.class, e -> e.build().equals(build));
        assertThat(cancelled.requestedBy()).isEqualTo("bootstrap");
        awaitEnd(build);
    }

    @Test
    void aLateScanDoesNotReviveACancelledBuild() {
        BuildRef first = createProjectEnv();
        post("/builds/" + first.id() + "/cancel").then().statusCode(202);
        BuildRef second = requestBuild("{}");

        publish(found(first));
        publish(found(second));

        awaitResolved(1);
        assertThat(resolved()).extracting(ArgsResolved::build).containsExactly(second);
    }

    @Test
    void aResolvedBuildIsTheOrchestratorsToCancel() {
        BuildRef build = createProjectEnv();
        publish(found(build));
        awaitResolved(1);

        post("/builds/" + build.id() + "/cancel").then().statusCode(202);

        BuildCancelRequested asked =
                broker.awaitEvent(BuildCancelRequested.class, e -> e.build().equals(build));
        assertThat(asked.cluster()).isEqualTo("local");
        assertThat(broker.events(BuildCancelled.class, this::isOurs)).isEmpty();
        publish(jobCancelled(build));
        awaitEnd(build);
    }

    @Test
    void aFailedScanEndsTheBuildAndLetsTheNextOneGoOn() {
        BuildRef first = createProjectEnv();
        BuildRef second = requestBuild("{}");
        publish(found(second));
        publish(failed(first));

        assertThat(awaitResolved(1).build()).isEqualTo(second);
        awaitEnd(first);
    }

    @Test
    void buildsAreResolvedInTheirOrderWhenScansAnswerInAnother() {
        List<BuildRef> builds = new ArrayList<>(List.of(createProjectEnv()));
        for (int i = 0; i < 4; i++) {
            builds.add(requestBuild("{}"));
        }
        builds.reversed().forEach(build -> publish(found(build)));

        awaitResolved(5);
        assertThat(resolved()).extracting(ArgsResolved::build).isEqualTo(builds);
        assertThat(resolved())
                .extracting(ArgsResolved::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aCancelledBuildNoLongerHoldsTheLaterOnes() {
        BuildRef first = createProjectEnv();
        BuildRef second = requestBuild("{}");
        publish(found(second));

        post("/builds/" + first.id() + "/cancel").then().statusCode(202);

        assertThat(awaitResolved(1).build()).isEqualTo(second);
    }

    @Test
    void theSameScanAgainChangesNothing() {
        BuildRef build = createProjectEnv();
        for (int i = 0; i < 3; i++) {
            publish("scan-of-" + build.id(), found(build, required("VERSION")));
        }
        publish("another-scan-of-" + build.id(), found(build, required("OTHER")));
        broker.awaitEvent(BuildNeedsValues.class, this::isOurs);
        patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1\"}")
                .then()
                .statusCode(200);
        publish("scan-of-" + build.id(), found(build));
        BuildRef next = requestBuild("{}");
        publish(found(next));

        awaitResolved(2);
        assertThat(broker.events(BuildNeedsValues.class, this::isOurs)).hasSize(1);
        assertThat(resolved()).extracting(ArgsResolved::build).containsExactly(build, next);
    }

    @RepeatedTest(5)
    void aScanAndAValueAtTheSameMomentSeeEachOther() throws Exception {
        BuildRef build = createProjectEnv();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> scan = both.submit(() -> publish(found(build, required("VERSION"))));
            Future<Response> value =
                    both.submit(() ->
                            patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"1\"}"));
            scan.get();
            assertThat(value.get().statusCode()).isEqualTo(200);
        }

        assertThat(values(awaitResolved(1))).containsEntry("VERSION", new ArgValue("1", false));
        assertThat(resolved()).hasSize(1);
    }

    @Test
    void valuesOfAProjectServeAllItsProjectEnvs() throws Exception {
        BuildRef build = createProjectEnv();
        publish(found(build, required("VERSION"), soft("FLAGS")));
        broker.awaitEvent(BuildNeedsValues.class, this::isOurs);

        patch("/projects/" + project + "/args", "{\"VERSION\":\"project\",\"FLAGS\":\"\"}")
                .then()
                .statusCode(200)
                .body("items[0].origin", equalTo("PROJECT"));

        assertThat(values(awaitResolved(1)))
                .containsEntry("VERSION", new ArgValue("project", false))
                .containsEntry("FLAGS", new ArgValue("", false));
        patch("/project-envs/" + projectEnv + "/args", "{\"VERSION\":\"env\"}")
                .then()
                .body("items.find { it.name == 'VERSION' }.origin", equalTo("PROJECT_ENV"))
                .body("items.find { it.name == 'FLAGS' }.origin", equalTo("PROJECT"));
        publish(found(requestBuild("{\"args\":{\"VERSION\":\"own\"}}"), required("VERSION")));
        assertThat(values(awaitResolved(2))).containsEntry("VERSION", new ArgValue("own", false));
        publish(found(requestBuild("{}"), required("VERSION")));
        assertThat(values(awaitResolved(3))).containsEntry("VERSION", new ArgValue("env", false));
    }

    @Test
    void aValueThatIsTakenAwayIsAskedForAgain() {
        BuildRef build = createProjectEnv();
        patch("/project-envs/" + projectEnv + "/args", "{\"A\":\"1\"}").then().statusCode(200);
        publish(found(build, required("A"), required("B")));
        broker.awaitEvent(BuildNeedsValues.class, 1, this::isOurs);

        patch("/project-envs/" + projectEnv + "/args", "{\"A\":null}").then().statusCode(200);

        assertThat(broker.awaitEvent(BuildNeedsValues.class, 2, this::isOurs).missing())
                .containsExactly("A", "B");
    }

    @Test
    void theSameIdempotencyKeyMakesOneBuild() {
        createProjectEnv();
        String path = "/api/v1/project-envs/" + projectEnv + "/builds";
        String body = "{\"tag\":\"v1\",\"args\":{\"A\":\"1\",\"B\":\"2\"}}";
        String same = "{\"args\":{\"B\":\"2\",\"A\":\"1\"},\"tag\":\"v1\"}";
        String first =
                admin().header("Idempotency-Key", "k1")
                        .contentType("application/json")
                        .body(body)
                        .post(path)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        admin().header("Idempotency-Key", "k1")
                .contentType("application/json")
                .body(same)
                .post(path)
                .then()
                .statusCode(202)
                .body("id", equalTo(first))
                .body("number", equalTo(2));
        admin().header("Idempotency-Key", "k1")
                .contentType("application/json")
                .body("{\"tag\":\"v2\"}")
                .post(path)
                .then()
                .statusCode(422)
                .body("type", equalTo("https://hornero.dev/problems/idempotency-key-reused"));
        admin().header("Idempotency-Key", "k2")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(202)
                .body("number", equalTo(3));
    }

    @Test
    void aBuildNeedsNoBody() {
        createProjectEnv();
        admin().noContentType()
                .post("/api/v1/project-envs/" + projectEnv + "/builds")
                .then()
                .statusCode(202);
    }

    @Test
    void aRebuildIsOfTheSameCommit() {
        BuildRef build = createProjectEnv();
        publish(found(build));
        awaitResolved(1);
        publish(jobFailed(build));
        awaitEnd(build);

        post("/builds/" + build.id() + "/rebuild")
                .then()
                .statusCode(202)
                .body("number", equalTo(2));

        BuildRequested again = broker.awaitEvent(BuildRequested.class, this::isOurs);
        assertThat(again.cause()).isEqualTo(Code.of(BuildCause.REBUILD));
        assertThat(again.rebuildOf()).contains(build.id());
        assertThat(again.source().commit()).contains(Scanner.COMMIT);
    }

    @Test
    void aProjectEnvWithoutUnendedBuildsGoesAtOnce() {
        BuildRef build = createProjectEnv();

        delete("/project-envs/" + projectEnv).then().statusCode(204);

        broker.awaitEvent(BuildCancelled.class, e -> e.build().equals(build));
        broker.awaitEvent(ProjectEnvDeleted.class, e -> e.projectEnv().name().equals(projectEnv));
        get("/project-envs/" + projectEnv).then().statusCode(404);
        BuildRef again = createAgain();
        assertThat(again.projectEnv().id()).isNotEqualTo(build.projectEnv().id());
    }

    @Test
    void aProjectEnvUnderTheNameOfADeletedOneGoesOnCounting() {
        createProjectEnv();
        requestBuild("{}");
        delete("/project-envs/" + projectEnv).then().statusCode(204);

        BuildRef again = createAgain();

        assertThat(again.number()).isEqualTo(3);
        assertThat(
                        broker.awaitEvent(ProjectEnvCreated.class, e -> e.build().equals(again))
                                .image()
                                .tags())
                .containsExactly("latest", "build-3");
        assertThat(requestBuild("{}").number()).isEqualTo(4);
        // The orchestrator's ledger is one of the ProjectEnv, and not of its name.
        publish(found(again));
        ArgsResolved resolved = broker.awaitEvent(ArgsResolved.class, e -> e.build().equals(again));
        assertThat(resolved.sequence()).isEqualTo(1);
    }

    private BuildRef createAgain() {
        String id =
                post(
                                "/project-envs",
                                "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                        .formatted(project, environment))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("build.id");
        return broker.awaitEvent(ProjectEnvCreated.class, e -> e.build().id().toString().equals(id))
                .build();
    }

    @Test
    void aProjectEnvWithARunningBuildGoesWhenThatHasEnded() {
        BuildRef running = createProjectEnv();
        publish(found(running));
        awaitResolved(1);
        BuildRef waiting = requestBuild("{}");

        delete("/project-envs/" + projectEnv).then().statusCode(202);

        broker.awaitEvent(BuildCancelRequested.class, e -> e.build().equals(running));
        broker.awaitEvent(BuildCancelled.class, e -> e.build().equals(waiting));
        get("/project-envs/" + projectEnv).then().statusCode(200).body("deleting", equalTo(true));
        post("/project-envs/" + projectEnv + "/builds", "{}").then().statusCode(409);
        publish(jobCancelled(running));
        broker.awaitEvent(ProjectEnvDeleted.class, e -> e.projectEnv().name().equals(projectEnv));
        get("/project-envs/" + projectEnv).then().statusCode(404);
        assertThat(resolved()).hasSize(1);
    }
}
