// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiTest {
    private static final String OVEN = "{\"name\":\"clay\",\"degrees\":250,\"warmUp\":\"PT20M\"}";

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static ValidatableResponse isProblem(
            ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hornero.dev/problems/" + code))
                .body("status", equalTo(status))
                .body("detail", not(nullValue()));
    }

    @Test
    void aCallWithoutAKeyIsToldToSendOne() {
        isProblem(given().get("/ovens").then(), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer realm=\"hornero\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", FixedKeys.EXPIRED})
    void aKeyThatIsUnknownOrHasExpiredIsRefused(String key) {
        isProblem(as(key).get("/ovens").then(), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "viewer-key"})
    void anotherSchemeIsNoKey(String header) {
        isProblem(
                given().header("Authorization", header).get("/ovens").then(),
                401,
                "unauthenticated");
    }

    @Test
    void anUnknownAddressIsNotToldToStrangers() {
        isProblem(given().get("/nothing").then(), 401, "unauthenticated");
        isProblem(as(FixedKeys.VIEWER).get("/nothing").then(), 404, "not-found");
    }

    @Test
    void theCallerIsKnownByTheNameOfTheKey() {
        assertThat(as(FixedKeys.EDITOR).get("/ovens/me").asString()).isEqualTo("editor-key holder");
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        given().header("authorization", "bearer " + FixedKeys.VIEWER)
                .get("/ovens/me")
                .then()
                .statusCode(200);
    }

    @Test
    void aRoleThatIsTooLowIsForbidden() {
        isProblem(
                as(FixedKeys.VIEWER)
                        .contentType("application/json")
                        .body(OVEN)
                        .post("/ovens")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void aHigherRoleIncludesTheLowerOnes() {
        as(FixedKeys.ADMIN)
                .contentType("application/json")
                .body(OVEN)
                .post("/ovens")
                .then()
                .statusCode(200);
        as(FixedKeys.ADMIN).get("/ovens").then().statusCode(200);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        isProblem(as(FixedKeys.ADMIN).delete("/ovens").then(), 405, "method-not-allowed");
    }

    @Test
    void anotherMediaTypeIsUnsupported() {
        isProblem(
                as(FixedKeys.ADMIN).contentType("text/plain").body(OVEN).post("/ovens").then(),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":", "not json", "{\"name\":\"a\" \"degrees\":1}"})
    void aBodyThatIsNoJsonIsUnreadable(String body) {
        isProblem(
                as(FixedKeys.ADMIN)
                        .contentType("application/json")
                        .body(body)
                        .post("/ovens")
                        .then(),
                400,
                "unreadable-json");
    }

    @Test
    void aMissingBodyIsAnInvalidField() {
        isProblem(
                as(FixedKeys.ADMIN).contentType("application/json").post("/ovens").then(),
                422,
                "invalid-field");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() {
        isProblem(
                        as(FixedKeys.ADMIN)
                                .contentType("application/json")
                                .body("{\"name\":\"clay\",\"degrees\":\"hot\"}")
                                .post("/ovens")
                                .then(),
                        422,
                        "invalid-field")
                .body("field", equalTo("degrees"))
                .body("detail", not(containsString("hot")));
    }

    @Test
    void anUnknownFieldIsNamedWithTheKnownOnes() {
        isProblem(
                        as(FixedKeys.ADMIN)
                                .contentType("application/json")
                                .body("{\"name\":\"clay\",\"degres\":1}")
                                .post("/ovens")
                                .then(),
                        422,
                        "invalid-field")
                .body("field", equalTo("degres"))
                .body("detail", containsString("degrees"));
    }

    @Test
    void aFieldOutsideItsBoundsIsNamed() {
        isProblem(
                        as(FixedKeys.ADMIN)
                                .contentType("application/json")
                                .body("{\"name\":\"clay\",\"degrees\":0}")
                                .post("/ovens")
                                .then(),
                        422,
                        "invalid-field")
                .body("field", equalTo("degrees"));
    }

    @Test
    void whatARecordItselfRefusesIsTold() {
        isProblem(
                        as(FixedKeys.ADMIN)
                                .contentType("application/json")
                                .body("{\"degrees\":10}")
                                .post("/ovens")
                                .then(),
                        422,
                        "invalid-field")
                .body("field", equalTo("name"))
                .body("detail", equalTo("Name the oven."));
    }

    @Test
    void whatAResourceThrowsIsTold() {
        isProblem(as(FixedKeys.VIEWER).get("/ovens/taken").then(), 409, "conflict")
                .body("field", equalTo("name"));
    }

    @Test
    void anythingElseLeaksNothing() {
        isProblem(as(FixedKeys.ADMIN).get("/ovens/broken").then(), 500, "internal")
                .body(not(containsString("hunter2")))
                .body(not(containsString("IllegalState")));
    }

    @Test
    void anOutageOfTheStoreOfKeysIsNotTheCallersFault() {
        isProblem(as(FixedKeys.OUTAGE).get("/ovens").then(), 503, "unavailable")
                .body(not(containsString("5432")));
    }

    // The server ends it before any handler of ours, so there is no document.
    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        as(FixedKeys.ADMIN)
                .contentType("application/json")
                .body("x".repeat(3_000_000))
                .post("/ovens")
                .then()
                .statusCode(413);
    }

    @Test
    void aListIsReadPageByPage() {
        String next =
                as(FixedKeys.VIEWER)
                        .get("/ovens?limit=3")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("next");
        as(FixedKeys.VIEWER)
                .queryParam("limit", 3)
                .queryParam("cursor", next)
                .get("/ovens")
                .then()
                .statusCode(200)
                .body("items", equalTo(java.util.List.of(4, 5)))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "many"})
    void aLimitOutsideItsBoundsIsNamed(String limit) {
        isProblem(as(FixedKeys.VIEWER).get("/ovens?limit=" + limit).then(), 422, "invalid-field")
                .body("field", equalTo("limit"));
    }

    @Test
    void aCursorThatWasNotGivenIsRefused() {
        isProblem(as(FixedKeys.VIEWER).get("/ovens?cursor=MQ").then(), 422, "invalid-field")
                .body("field", equalTo("cursor"));
    }
}
