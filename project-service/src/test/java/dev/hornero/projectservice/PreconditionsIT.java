// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.admin;
import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes for a state that was read, and requests that are sent again. */
@QuarkusTest
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
class PreconditionsIT {
    private static String credential() {
        String credential = FrontDoor.fresh("cred");
        FrontDoor.post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"t\"}"
                                .formatted(credential))
                .then()
                .statusCode(201);
        return credential;
    }

    private static Response change(String method, String path, String ifMatch, String json) {
        return admin().header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(json)
                .request(method, "/api/v1" + path);
    }

    /** A path and a patch that changes what is there. */
    private static Stream<List<String>> whatCanBeChanged() {
        String projectEnv = FrontDoor.projectEnv();
        return Stream.of(
                List.of("/projects/" + FrontDoor.project(), "{\"target\":\"app\"}"),
                List.of("/projects/" + FrontDoor.project() + "/args", "{\"A\":\"1\"}"),
                List.of("/project-envs/" + projectEnv, "{\"tag\":\"next\"}"),
                List.of("/project-envs/" + projectEnv + "/args", "{\"A\":\"1\"}"),
                List.of("/git-credentials/" + credential(), "{\"url\":\"https://h/team/\"}"));
    }

    @Test
    void aChangeIsForTheStateThatWasRead() {
        whatCanBeChanged()
                .forEach(one -> {
                    String path = one.getFirst();
                    String read = get(path).then().statusCode(200).extract().header("ETag");
                    assertThat(read).matches("\"[A-Za-z0-9_-]+\"");
                    assertThat(get(path).header("ETag")).isEqualTo(read);
                    String changed =
                            change("PATCH", path, read, one.getLast())
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .header("ETag");
                    assertThat(changed).isNotEqualTo(read).isEqualTo(get(path).header("ETag"));
                    change("PATCH", path, read, "{}")
                            .then()
                            .statusCode(412)
                            .contentType("application/problem+json")
                            .body("field", equalTo("If-Match"));
                    change("PATCH", path, "\"x\", " + changed, "{}").then().statusCode(200);
                    change("PATCH", path, "W/" + changed, "{}").then().statusCode(412);
                    change("PATCH", path, "*", "{}").then().statusCode(200);
                    change("PATCH", path, "no tag", "{}").then().statusCode(400);
                    patch(path, "{}").then().statusCode(200);
                    admin().header("If-None-Match", changed)
                            .get("/api/v1" + path)
                            .then()
                            .statusCode(304)
                            .header("ETag", equalTo(changed))
                            .body(equalTo(""));
                });
    }

    @Test
    void whatIsDeletedIsWhatWasRead() {
        for (String path :
                List.of(
                        "/git-credentials/" + credential(),
                        "/projects/" + FrontDoor.project(),
                        "/project-envs/" + FrontDoor.projectEnv())) {
            String read = get(path).then().statusCode(200).extract().header("ETag");
            admin().header("If-Match", "\"other\"").delete("/api/v1" + path).then().statusCode(412);
            admin().header("If-Match", read).delete("/api/v1" + path).then().statusCode(204);
            admin().header("If-Match", read).delete("/api/v1" + path).then().statusCode(404);
        }
    }

    private static Response post(String path, String key, String json) {
        return admin().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(json)
                .post("/api/v1" + path);
    }

    /** A path, a body, and another body. */
    private static Stream<List<String>> whatIsMade() {
        String environment = FrontDoor.environment();
        return Stream.of(
                List.of(
                        "/environments",
                        "{\"name\":\"%s\",\"cluster\":\"local\",\"namespace\":\"n\"}"
                                .formatted(FrontDoor.fresh("env")),
                        "{\"name\":\"%s\",\"cluster\":\"local\",\"namespace\":\"n\"}"
                                .formatted(FrontDoor.fresh("env"))),
                List.of(
                        "/projects",
                        "{\"name\":\"%s\",\"repository\":\"https://h/x\"}"
                                .formatted(FrontDoor.fresh("shop")),
                        "{\"name\":\"%s\",\"repository\":\"https://h/x\"}"
                                .formatted(FrontDoor.fresh("shop"))),
                List.of(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\",\"args\":{\"T\":\"a\"}}"
                                .formatted(FrontDoor.project(), environment),
                        "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                .formatted(FrontDoor.project(), environment)),
                List.of(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"t\"}"
                                .formatted(FrontDoor.fresh("cred")),
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"u\"}"
                                .formatted(FrontDoor.fresh("cred"))),
                List.of(
                        "/api-keys",
                        "{\"name\":\"%s\",\"role\":\"VIEWER\"}".formatted(FrontDoor.fresh("key")),
                        "{\"name\":\"%s\",\"role\":\"EDITOR\"}".formatted(FrontDoor.fresh("key"))),
                List.of(
                        "/project-envs/" + FrontDoor.projectEnv() + "/builds",
                        "{\"args\":{\"A\":\"1\",\"B\":\"2\"}}",
                        "{\"args\":{\"A\":\"1\"}}"));
    }

    @Test
    void aRequestThatIsSentAgainMakesNothingNew() {
        whatIsMade().forEach(PreconditionsIT::makesNothingNew);
    }

    private static void makesNothingNew(List<String> given) {
        String key = UUID.randomUUID().toString();
        Response first = post(given.getFirst(), key, given.get(1));
        assertThat(first.statusCode()).isBetween(201, 202);
        Response second = post(given.getFirst(), key, given.get(1));
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.asString()).isEqualTo(first.asString());
        post(given.getFirst(), key, given.get(2))
                .then()
                .statusCode(422)
                .body("type", equalTo("https://hornero.dev/problems/idempotency-key-reused"));
    }

    @Test
    void aRequestThatFailedLeavesItsKeyFree() {
        String key = UUID.randomUUID().toString();
        String name = FrontDoor.fresh("shop");
        String json =
                "{\"name\":\"%s\",\"repository\":\"https://h/x\",\"gitCredential\":\"%s\"}"
                        .formatted(name, name);
        post("/projects", key, json).then().statusCode(422);
        FrontDoor.post(
                        "/git-credentials",
                        "{\"name\":\"%s\",\"kind\":\"token\",\"url\":\"https://h\",\"token\":\"t\"}"
                                .formatted(name))
                .then()
                .statusCode(201);
        post("/projects", key, json).then().statusCode(201);
    }

    @Test
    void theKeyOfAnotherCallerIsAnotherKey() {
        String other =
                FrontDoor.post(
                                "/api-keys",
                                "{\"name\":\"%s\",\"role\":\"ADMIN\"}"
                                        .formatted(FrontDoor.fresh("key")))
                        .path("key");
        String key = UUID.randomUUID().toString();
        String json = "{\"name\":\"%s\",\"role\":\"VIEWER\"}".formatted(FrontDoor.fresh("key"));
        post("/api-keys", key, json).then().statusCode(201);
        FrontDoor.as(other)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(json)
                .post("/api/v1/api-keys")
                .then()
                .statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb"})
    void aKeyIsOfVisibleCharacters(String key) {
        post(
                        "/projects",
                        key,
                        "{\"name\":\"%s\",\"repository\":\"https://h/x\"}"
                                .formatted(FrontDoor.fresh("shop")))
                .then()
                .statusCode(422)
                .body("field", equalTo("Idempotency-Key"));
    }
}
