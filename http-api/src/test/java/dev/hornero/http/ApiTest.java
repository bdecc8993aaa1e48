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
import java.io.IOException;
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
    void aCallWithoutAKeyIsAskedToSendOne() {
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
    void anUnknownAddressIsNotRevealedToStrangers() {
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
    void whatARecordItselfRefusesIsReported() {
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
    void whatAResourceThrowsIsReported() {
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
                .header("Retry-After", "2")
                .body(not(containsString("5432")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ovens/shapeless", "/ovens/unreadable-row"})
    void jsonOfOursThatFailsIsOurFault(String path) {
        isProblem(as(FixedKeys.ADMIN).get(path).then(), 500, "internal")
                .body(not(containsString("hunter2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\",\"name\":\"b\"}", "{\"a\":[{\"b\":1,\"b\":2}]}"})
    void aFieldThatStandsTwiceIsRefused(String body) {
        isProblem(post("/ovens/names", body), 400, "unreadable-json")
                .body("field", not(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}]", "[]x", ""})
    void nothingStandsBehindTheBody(String body) {
        ValidatableResponse answer = post("/ovens/names", body);
        if (body.isEmpty()) {
            answer.statusCode(200).body(equalTo("none"));
        } else {
            isProblem(answer, 400, "unreadable-json");
        }
    }

    @Test
    void aBodyIsNotNestedWithoutEnd() {
        isProblem(
                post("/ovens/names", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                400,
                "unreadable-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "x\\u0000y"})
    void aTextThatCannotBeKeptIsNamed(String text) {
        isProblem(
                        post("/ovens/names", "{\"a\":[\"ok\",{\"b\":\"" + text + "\"}]}"),
                        422,
                        "invalid-field")
                .body("field", equalTo("a[1].b"));
        isProblem(post("/ovens/names", "{\"" + text + "\":1}"), 422, "invalid-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "x\\ud83d"})
    void halfOfASurrogatePairIsNoText(String text) {
        isProblem(post("/ovens/names", "{\"a\":\"" + text + "\"}"), 422, "invalid-field")
                .body("field", equalTo("a"));
        isProblem(post("/ovens/names", "{\"" + text + "\":1}"), 400, "unreadable-json");
    }

    @Test
    void aMapIsReadWithItsTypes() {
        post("/ovens/names", "{\"a\":\"x\",\"b\":1}").statusCode(200).body(equalTo("[x, 1]"));
    }

    private static ValidatableResponse post(String path, String body) {
        return as(FixedKeys.ADMIN)
                .contentType("application/merge-patch+json")
                .body(body)
                .post(path)
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%0Ab", "%ff", "%ed%a0%80", "%C3", "%zz", "%4", "%", "a%+1"})
    void aPathThatIsNoTextIsRefused(String segment) throws IOException {
        assertThat(RawHttp.ask(get("/ovens/named/" + segment)))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "bad-request");
    }

    private static String get(String address) {
        return "GET "
                + address
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + FixedKeys.VIEWER
                + "\r\n\r\n";
    }

    @Test
    void aPathInUtf8IsRead() {
        as(FixedKeys.VIEWER)
                .urlEncodingEnabled(false)
                .get("/ovens/named/a%C3%B1il%20%2Fx%25")
                .then()
                .statusCode(200)
                .body(equalTo("añil /x%"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cursor=%00", "cursor=%ff", "cursor=a%0d%0ab", "cursor=%zz", "cursor=%"})
    void aParameterThatIsNoTextIsNamed(String query) throws IOException {
        assertThat(RawHttp.ask(get("/ovens?" + query)))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "\"field\":\"cursor\"");
    }

    @Test
    void anUnknownParameterIsNamedWithTheKnownOnes() {
        isProblem(as(FixedKeys.VIEWER).get("/ovens?limt=3").then(), 400, "bad-request")
                .body("field", equalTo("limt"))
                .body("detail", containsString("cursor, limit"));
        isProblem(as(FixedKeys.VIEWER).get("/ovens/me?limit=3").then(), 400, "bad-request")
                .body("field", equalTo("limit"))
                .body("detail", containsString("none"));
    }

    @Test
    void aParameterThatIsGivenTwiceIsNamed() {
        isProblem(as(FixedKeys.VIEWER).get("/ovens?limit=3&limit=4").then(), 400, "bad-request")
                .body("field", equalTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*;q=0.5",
                "text/html, application/xhtml+xml, */*;q=0.8",
                "Application/JSON; charset=\"utf-8\""
            })
    void jsonIsAnsweredWhereItIsAccepted(String accept) {
        as(FixedKeys.VIEWER)
                .header("Accept", accept)
                .get("/ovens")
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/html", "application/problem+json", "image/*", "text/html;q=0.9,a/b"})
    void nothingElseIsAnswered(String accept) {
        isProblem(
                as(FixedKeys.VIEWER).header("Accept", accept).get("/ovens").then(),
                406,
                "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "a/b/c", "/", "*/*;q=x", "*/*;q=2", "application/json;;=", "é/x"})
    void whatIsNoMediaTypeIsRefused(String accept) {
        isProblem(
                        as(FixedKeys.VIEWER).header("Accept", accept).get("/ovens").then(),
                        400,
                        "bad-request")
                .body("field", equalTo("Accept"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "/", "application/json;=", "application/"})
    void whatIsNoTypeOfABodyIsUnsupported(String type) throws IOException {
        assertThat(
                        RawHttp.ask(
                                "POST /ovens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                        + FixedKeys.ADMIN
                                        + "\r\nContent-Type: "
                                        + type
                                        + "\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415 ")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "TRACE", "PUT", "PATCH"})
    void anUnknownMethodIsNotAllowed(String method) {
        isProblem(as(FixedKeys.ADMIN).request(method, "/ovens").then(), 405, "method-not-allowed");
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() throws IOException {
        assertThat(
                        RawHttp.ask(
                                "POST /ovens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                        + FixedKeys.ADMIN
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 3000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "too-large");
    }

    // The server ends these before any handler of ours, so there is no document.
    @Test
    void aBodyInChunksBeyondTheLimitIsTooLarge() throws IOException {
        assertThat(
                        RawHttp.ask(
                                "POST /ovens HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                        + FixedKeys.ADMIN
                                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(70)
                                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/nothing/%",
                "/ovens?%",
                "/q/health%zz",
                "/ovens?%zz=1",
                "/a|b",
                "/{a}",
                "/ovens?a=^"
            })
    void anAddressThatIsNotEncodedIsRefusedWhereverItPoints(String address) throws IOException {
        assertThat(RawHttp.ask(get(address)))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "bad-request");
    }

    @Test
    void aLongAddressAndLargeHeadersAreRefusedAsSuch() {
        isProblem(
                as(FixedKeys.ADMIN).get("/ovens?cursor=" + "x".repeat(9000)).then(),
                414,
                "address-too-long");
        isProblem(
                as(FixedKeys.ADMIN).header("X-Large", "x".repeat(20_000)).get("/ovens").then(),
                431,
                "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q", "/q/", "/", "//ovens", "/ovens/", "/ovens/../ovens/none", "/q/none"})
    void everyOddAddressIsAnsweredWithAProblemOrTheThing(String path) {
        ValidatableResponse answer =
                as(FixedKeys.ADMIN)
                        .urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .get(path)
                        .then();
        if (answer.extract().statusCode() != 200) {
            isProblem(answer, 404, "not-found");
        }
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
