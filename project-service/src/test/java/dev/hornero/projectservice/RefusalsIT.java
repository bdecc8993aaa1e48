// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.admin;
import static dev.hornero.projectservice.FrontDoor.delete;
import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
class RefusalsIT {
    private static ValidatableResponse isProblem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hornero.dev/problems/" + code));
    }

    private static void isInvalid(Response response, String field) {
        isProblem(response, 422, "invalid-field").body("field", equalTo(field));
    }

    private static String issueKey(String role) {
        return post(
                        "/api-keys",
                        "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(FrontDoor.fresh("key"), role))
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/environments",
                "/projects",
                "/project-envs",
                "/git-credentials",
                "/api-keys",
                "/dead-letters"
            })
    void strangersSeeNothing(String path) {
        isProblem(given().get("/api/v1" + path), 401, "unauthenticated");
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        String viewer = issueKey("VIEWER");
        FrontDoor.as(viewer).get("/api/v1/projects").then().statusCode(200);
        isProblem(
                FrontDoor.as(viewer)
                        .contentType("application/json")
                        .body("{\"name\":\"x\",\"repository\":\"https://h/x\"}")
                        .post("/api/v1/projects"),
                403,
                "forbidden");
        isProblem(
                FrontDoor.as(viewer).post("/api/v1/builds/" + UUID.randomUUID() + "/cancel"),
                403,
                "forbidden");
    }

    @Test
    void anEditorMakesNoEnvironments() {
        isProblem(
                FrontDoor.as(issueKey("EDITOR"))
                        .contentType("application/json")
                        .body("{\"name\":\"x\",\"cluster\":\"local\",\"namespace\":\"n\"}")
                        .post("/api/v1/environments"),
                403,
                "forbidden");
    }

    @Test
    void aRevokedKeyIsUnknownAtOnce() {
        Response issued =
                post(
                        "/api-keys",
                        "{\"name\":\"%s\",\"role\":\"VIEWER\"}".formatted(FrontDoor.fresh("key")));
        String key = issued.path("key");
        String id = issued.path("id");
        FrontDoor.as(key).get("/api/v1/projects").then().statusCode(200);

        delete("/api-keys/" + id).then().statusCode(204);

        isProblem(FrontDoor.as(key).get("/api/v1/projects"), 401, "unauthenticated");
        isProblem(delete("/api-keys/" + id), 404, "not-found");
    }

    @Test
    void theFirstAdminsKeyIsNotRevokedHere() {
        isProblem(delete("/api-keys/bootstrap"), 409, "conflict");
    }

    @Test
    void keysAreListedWithoutThemselves() {
        get("/api-keys?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem("bootstrap"))
                .body(not(containsString(FrontDoor.ADMIN)));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"cluster\":\"local\",\"namespace\":\"n\"}',name",
        "'{\"name\":\"UPPER\",\"cluster\":\"local\",\"namespace\":\"n\"}',name",
        "'{\"name\":\"x\",\"cluster\":\"unknown\",\"namespace\":\"n\"}',cluster",
        "'{\"name\":\"x\",\"cluster\":\"local\",\"namespace\":\"a.b\"}',namespace",
        "'{\"name\":\"x\",\"cluster\":\"local\",\"namespace\":\"n\",\"branch\":\"a..b\"}',branch",
        "'{\"name\":\"x\",\"cluster\":\"local\",\"namespace\":\"n\",\"region\":\"eu\"}',region"
    })
    void anEnvironmentWithABadFieldIsRefused(String json, String field) {
        isInvalid(post("/environments", json), field);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":\"x\"}',repository",
        "'{\"name\":\"x\",\"repository\":\"https://u:p@h/x\"}',repository",
        "'{\"name\":\"x\",\"repository\":\"https://h/x\",\"dockerfilePath\":\"../x\"}',dockerfilePath",
        "'{\"name\":\"x\",\"repository\":\"https://h/x\",\"contextPath\":\"a/../..\"}',contextPath",
        "'{\"name\":\"x\",\"repository\":\"https://h/x\",\"gitCredential\":\"none\"}',gitCredential"
    })
    void aProjectWithABadFieldIsRefused(String json, String field) {
        isInvalid(post("/projects", json), field);
    }

    @Test
    void namesAreGivenOnce() {
        String project = FrontDoor.project();
        isProblem(
                        post(
                                "/projects",
                                "{\"name\":\"%s\",\"repository\":\"https://h/x\"}"
                                        .formatted(project)),
                        409,
                        "conflict")
                .body("field", equalTo("name"));
    }

    @Test
    void aProjectEnvNeedsBothItsParts() {
        String project = FrontDoor.project();
        isInvalid(
                post("/project-envs", "{\"project\":\"nowhere\",\"environment\":\"dev\"}"),
                "project");
        isInvalid(
                post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"nowhere\"}".formatted(project)),
                "environment");
    }

    @Test
    void twoPairsWithOneNameClash() {
        String start = FrontDoor.fresh("a");
        environment(start);
        environment(start + "-b");
        project("b-c");
        project("c");
        post("/project-envs", "{\"project\":\"b-c\",\"environment\":\"%s\"}".formatted(start))
                .then()
                .statusCode(201);

        isProblem(
                        post(
                                "/project-envs",
                                "{\"project\":\"c\",\"environment\":\"%s-b\"}".formatted(start)),
                        409,
                        "conflict")
                .body("detail", containsString("project b-c in environment " + start));
    }

    private static void environment(String name) {
        post(
                        "/environments",
                        "{\"name\":\"%s\",\"cluster\":\"local\",\"namespace\":\"n\"}"
                                .formatted(name))
                .then()
                .statusCode(201);
    }

    private static void project(String name) {
        post("/projects", "{\"name\":\"%s\",\"repository\":\"https://h/x\"}".formatted(name))
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"branch\":\"-x\"}',branch",
        "'{\"commit\":\"xyz\"}',commit",
        "'{\"tag\":\"a/b\"}',tag",
        "'{\"args\":{\"A\":1}}',args.A",
        "'{\"args\":{\"A\":null}}',args.A",
        "'{\"cashe\":true}',cashe"
    })
    void aBuildWithABadFieldIsRefused(String json, String field) {
        isInvalid(post("/project-envs/" + FrontDoor.projectEnv() + "/builds", json), field);
    }

    @Test
    void valuesAreLimitedEachAndInAll() {
        String path = "/project-envs/" + FrontDoor.projectEnv() + "/args";
        isInvalid(patch(path, "{\"A\":\"" + "x".repeat(100_001) + "\"}"), "A");
        for (int i = 0; i < 5; i++) {
            patch(path, "{\"A" + i + "\":\"" + "x".repeat(100_000) + "\"}").then().statusCode(200);
        }
        isInvalid(patch(path, "{\"A5\":\"" + "x".repeat(100_000) + "\"}"), "args");
        get(path).then().statusCode(200).body("items.size()", equalTo(5));
    }

    private static String values(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"A%d\":\"1\"".formatted(i))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void noRequestHasMoreValuesThanABuildMayHave() {
        String projectEnv = FrontDoor.projectEnv();
        String tooMany = values(501);
        isInvalid(patch("/project-envs/" + projectEnv + "/args", tooMany), "args");
        isInvalid(
                post("/project-envs/" + projectEnv + "/builds", "{\"args\":" + tooMany + "}"),
                "args");
        isInvalid(
                post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\",\"args\":%s}"
                                .formatted(FrontDoor.project(), FrontDoor.environment(), tooMany)),
                "args");
    }

    @Test
    void asManyValuesAsABuildMayHaveAreWrittenAtOnce() {
        String path = "/project-envs/" + FrontDoor.projectEnv() + "/args";
        patch(path, values(500)).then().statusCode(200).body("items.size()", equalTo(500));
        isInvalid(patch(path, "{\"ONE_MORE\":\"1\"}"), "args");
        patch(path, "{\"A1\":null,\"A2\":\"changed\",\"ONE_MORE\":\"1\"}")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(500))
                .body("items.find { it.name == 'A2' }.value", equalTo("changed"));
    }

    @Test
    void aSecretValueNeverComesOut() {
        String path = "/project-envs/" + FrontDoor.projectEnv() + "/args";
        patch(path, "{\"TOKEN\":\"hunter2\",\"PLAIN\":{\"value\":\"hunter3\",\"secret\":true}}")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(java.util.List.of("PLAIN", "TOKEN")))
                .body("items.secret", equalTo(java.util.List.of(true, true)))
                .body(not(containsString("hunter")));
        patch(path, "{\"PLAIN\":\"hunter4\"}")
                .then()
                .statusCode(200)
                .body(not(containsString("hunter")));
        get(path).then().body(not(containsString("hunter")));
    }

    @Test
    void unreadableJsonIsNotRepeated() {
        isProblem(
                        patch(
                                "/project-envs/" + FrontDoor.projectEnv() + "/args",
                                "{\"TOKEN\":\"hunter2\" oops"),
                        400,
                        "unreadable-json")
                .body(not(containsString("hunter2")));
    }

    @Test
    void gitCredentialsGoInAndStayIn() {
        String name = FrontDoor.fresh("cred");
        post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"hunter2\"}"
                                .formatted(name))
                .then()
                .statusCode(201)
                .body("kind", equalTo("token"))
                .body(not(containsString("hunter2")));
        get("/git-credentials?limit=200")
                .then()
                .body("items.name", hasItem(name))
                .body(not(containsString("hunter2")));
        isInvalid(
                post(
                        "/git-credentials",
                        "{\"name\":\"y\",\"kind\":\"basic\",\"url\":\"https://h\",\"username\":\"u\"}"),
                "password");
        isInvalid(
                post(
                        "/projects",
                        "{\"name\":\"x\",\"repository\":\"git@h:x\",\"gitCredential\":\"%s\"}"
                                .formatted(name)),
                "gitCredential");
        String project = FrontDoor.fresh("shop");
        post(
                        "/projects",
                        "{\"name\":\"%s\",\"repository\":\"https://h/x\",\"gitCredential\":\"%s\"}"
                                .formatted(project, name))
                .then()
                .statusCode(201);
        isProblem(delete("/git-credentials/" + name), 409, "conflict")
                .body("detail", containsString("project " + project));
        patch("/projects/" + project, "{\"gitCredential\":null}").then().statusCode(200);
        delete("/git-credentials/" + name).then().statusCode(204);
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String project = FrontDoor.project();
        patch(
                        "/projects/" + project,
                        "{\"dockerfilePath\":\"docker/Dockerfile\",\"target\":\"app\"}")
                .then()
                .statusCode(200)
                .body("dockerfilePath", equalTo("docker/Dockerfile"))
                .body("contextPath", equalTo("."))
                .body("target", equalTo("app"));
        patch("/projects/" + project, "{\"dockerfilePath\":null}")
                .then()
                .body("dockerfilePath", equalTo("Dockerfile"))
                .body("target", equalTo("app"));
        isInvalid(patch("/projects/" + project, "{\"name\":\"other\"}"), "name");
        isInvalid(patch("/projects/" + project, "{\"target\":7}"), "target");
    }

    @Test
    void aProjectWithProjectEnvsStays() {
        String environment = FrontDoor.environment();
        String project = FrontDoor.project();
        post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                .formatted(project, environment))
                .then()
                .statusCode(201);
        isProblem(delete("/projects/" + project), 409, "conflict")
                .body("detail", containsString(environment + "-" + project));
        delete("/project-envs/" + environment + "-" + project).then().statusCode(204);
        delete("/projects/" + project).then().statusCode(204);
        isProblem(get("/projects/" + project), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/projects/none", "/project-envs/none", "/project-envs/none/args"})
    void whatIsNotThereIsNotFound(String path) {
        isProblem(get(path), 404, "not-found");
    }

    @Test
    void anUnknownBuildIsNotFound() {
        isProblem(post("/builds/" + UUID.randomUUID() + "/cancel"), 404, "not-found");
        isProblem(post("/builds/not-an-id/rebuild"), 404, "not-found");
    }

    @Test
    void listsGoOnWhereTheyStopped() {
        FrontDoor.project();
        FrontDoor.project();
        String next = get("/projects?limit=1").then().statusCode(200).extract().path("next");
        admin().queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/projects")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        isInvalid(get("/projects?cursor=x" + next), "cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/environments",
                "/projects",
                "/projects/none",
                "/projects/none/args",
                "/project-envs",
                "/project-envs/none",
                "/project-envs/none/args",
                "/git-credentials",
                "/api-keys",
                "/dead-letters"
            })
    void everyAddressNegotiatesAlike(String path) {
        int found = get(path).statusCode();
        assertThat(
                        admin().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                                .get("/api/v1" + path)
                                .then()
                                .contentType(
                                        startsWith(
                                                found == 200
                                                        ? "application/json"
                                                        : "application/problem+json"))
                                .extract()
                                .statusCode())
                .isEqualTo(found);
        isProblem(
                admin().header("Accept", "text/html").get("/api/v1" + path), 406, "not-acceptable");
        isProblem(admin().header("Accept", "garbage").get("/api/v1" + path), 400, "bad-request");
        isProblem(get(path + "?fliter=x"), 400, "bad-request").body("field", equalTo("fliter"));
        isProblem(
                admin().urlEncodingEnabled(false).get("/api/v1" + path + "%00"),
                400,
                "bad-request");
        isProblem(
                admin().urlEncodingEnabled(false).get("/api/v1" + path + "?limit=%00"),
                400,
                "bad-request");
    }

    private static Stream<Arguments> textThatCannotBeKeptIsNamed() {
        return Stream.of(
                arguments(
                        "/projects",
                        "{\"name\":\"x\",\"name\":\"y\",\"repository\":\"https://h/x\"}",
                        400,
                        "name"),
                arguments(
                        "/projects",
                        "{\"name\":\"x\",\"repository\":\"https://h/\\u0000\"}",
                        422,
                        "repository"),
                arguments(
                        "/git-credentials",
                        "{\"name\":\"x\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"\\u0000\"}",
                        422,
                        "token"),
                arguments("/api-keys", "{\"name\":\"\\u0000\",\"role\":\"VIEWER\"}", 422, "name"));
    }

    @ParameterizedTest
    @MethodSource
    void textThatCannotBeKeptIsNamed(String path, String json, int status, String field) {
        post(path, json)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @Test
    void aBuildIsAskedForInJsonOrWithoutABody() {
        String path = "/api/v1/project-envs/" + FrontDoor.projectEnv() + "/builds";
        isProblem(
                admin().contentType("application/x-www-form-urlencoded").body("{}").post(path),
                415,
                "unsupported-media-type");
        admin().contentType("application/json").body("null").post(path).then().statusCode(202);
        admin().post(path).then().statusCode(202);
        isInvalid(admin().contentType("application/json").body("{\"tag\":7}").post(path), "tag");
    }
}
