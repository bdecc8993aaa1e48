// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.RedirectConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
class PagesTest {
    private static final String NOTHING = "{\"items\":[]}";

    FakeServices services;

    @Inject Sessions sessions;

    @BeforeEach
    void aShopInDev() {
        services.reset();
        services.on("GET /api/v1/environments", NOTHING)
                .on(
                        "GET /api/v1/projects",
                        """
                        {"items":[{"name":"shop","repository":"https://git.example.com/shop.git"}]}\
                        """)
                .on(
                        "GET /api/v1/project-envs",
                        """
                        {"items":[{"id":"1","name":"dev-shop","project":"shop","environment":"dev"}]}\
                        """)
                .on(
                        "GET /api/v1/project-envs/dev-shop",
                        """
                        {"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                         "branch":"main","tag":"latest"}\
                        """)
                .on("GET /api/v1/project-envs/dev-shop/args", NOTHING)
                .on("GET /status/v1/project-envs", NOTHING)
                .on("GET /status/v1/builds", "{\"items\":[" + BuildJson.needsValues() + "]}")
                .on("GET /status/v1/builds/b-4", BuildJson.needsValues())
                .on("GET /status/v1/builds/b-4/logs", "{\"lines\":[],\"complete\":false}");
    }

    private static RequestSpecification visitor() {
        return given().spec(
                        new RequestSpecBuilder()
                                .setConfig(
                                        RestAssured.config()
                                                .redirect(
                                                        RedirectConfig.redirectConfig()
                                                                .followRedirects(false)))
                                .build());
    }

    private RequestSpecification signedIn() {
        return visitor().cookie(SessionCookie.name(false), sessions.begin(FakeServices.KEY));
    }

    private static RequestSpecification ofAPage(RequestSpecification request) {
        return request.header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8));
    }

    private RequestSpecification form() {
        return ofAPage(signedIn());
    }

    @Test
    void whoHasNotSignedInIsLedThereAndBack() {
        visitor()
                .get("/project-envs/dev-shop")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in?next=%2Fproject-envs%2Fdev-shop"));
        visitor()
                .get("/?search=shop&page=2")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in?next=%2F%3Fsearch%3Dshop%26page%3D2"));
    }

    @Test
    void signingInKeepsTheKeyOutOfTheBrowser() {
        Response response =
                ofAPage(visitor())
                        .formParam("key", " " + FakeServices.KEY + " ")
                        .formParam("next", "/environments")
                        .post("/sign-in");

        response.then().statusCode(303).header("Location", endsWith("/environments"));
        assertThat(response.getHeader("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .containsPattern("^hornero-session=[A-Za-z0-9_-]{43};")
                .doesNotContain(
                        FakeServices.KEY,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(FakeServices.KEY.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void signingInGivesANewSessionAndEndsTheOneBefore() {
        String chosen = sessions.begin(FakeServices.KEY);

        String given =
                ofAPage(visitor())
                        .cookie(SessionCookie.name(false), chosen)
                        .formParam("key", FakeServices.KEY)
                        .post("/sign-in")
                        .getCookie(SessionCookie.name(false));

        assertThat(given).isNotEqualTo(chosen);
        assertThat(sessions.key(chosen)).isEmpty();
        assertThat(sessions.key(given)).contains(FakeServices.KEY);
    }

    @Test
    void aCopyOfTheCookieIsNoGoodAfterSigningOut() {
        String session = sessions.begin(FakeServices.KEY);
        RequestSpecification copy = visitor().cookie(SessionCookie.name(false), session);
        copy.get("/").then().statusCode(200);

        ofAPage(visitor())
                .cookie(SessionCookie.name(false), session)
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Set-Cookie", containsString("Max-Age=0"));

        visitor()
                .cookie(SessionCookie.name(false), session)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in"));
        visitor()
                .cookie(SessionCookie.name(false), session)
                .get("/status/v1/builds")
                .then()
                .statusCode(401);
    }

    @Test
    void whatCallersSayOfTheirSchemeIsNotBelieved() {
        String cookie =
                ofAPage(visitor())
                        .header("X-Forwarded-Proto", "https")
                        .header("Forwarded", "proto=https")
                        .header("X-Forwarded-Ssl", "on")
                        .formParam("key", FakeServices.KEY)
                        .post("/sign-in")
                        .getHeader("Set-Cookie");

        assertThat(cookie).startsWith("hornero-session=").doesNotContain("Secure");
    }

    @Test
    void nothingPrivateIsKeptByABrowser() {
        for (String page : List.of("/", "/project-envs/dev-shop", "/builds/b-4", "/nothing")) {
            signedIn().get(page).then().header("Cache-Control", "no-store");
        }
        signedIn().get("/status/v1/builds").then().header("Cache-Control", "no-store");
        visitor().get("/sign-in").then().header("Cache-Control", "no-store");
        visitor().get("/").then().statusCode(303).header("Cache-Control", "no-store");
    }

    @Test
    void aWrongKeyIsSaidAtItsField() {
        ofAPage(visitor())
                .formParam("key", "wrong")
                .post("/sign-in")
                .then()
                .statusCode(422)
                .body(containsString("This API key is not known"), containsString("key-error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example.com/",
                "/\\evil.example.com",
                "/%",
                "/%0d%0aSet-Cookie: a=b",
                "/\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "https://evil.example.com/",
                "/\u0000"
            })
    void signingInLeadsToNoOtherSite(String next) {
        ofAPage(visitor())
                .formParam("key", FakeServices.KEY)
                .formParam("next", next)
                .post("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", "/")
                .header("Set-Cookie", not(containsString("a=b")));
        visitor()
                .queryParam("next", next)
                .get("/sign-in")
                .then()
                .statusCode(200)
                .body(containsString("name=\"next\" value=\"/\""));
    }

    @Test
    void aKeyThatWasRevokedLeadsToSigningInAndEndsTheSession() {
        String session = sessions.begin("revoked");

        visitor()
                .cookie(SessionCookie.name(false), session)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in");

        assertThat(sessions.key(session)).isEmpty();
    }

    @Test
    void aLivePartDoesNotTurnIntoTheSignInPage() {
        visitor()
                .header("HX-Request", "true")
                .get("/")
                .then()
                .statusCode(401)
                .header("HX-Redirect", "/sign-in");
    }

    @Test
    void formsOfOtherSitesChangeNothing() {
        signedIn()
                .contentType(ContentType.URLENC)
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("name", "x")
                .post("/new/project")
                .then()
                .statusCode(403);
        signedIn()
                .contentType(ContentType.URLENC)
                .header("Origin", "https://evil.example.com")
                .post("/builds/b-4/cancel")
                .then()
                .statusCode(403);

        assertThat(services.calls("POST", "/")).isEmpty();
    }

    @Test
    void noScriptOfAPageIsInline() {
        String page =
                signedIn()
                        .get("/")
                        .then()
                        .header(
                                "Content-Security-Policy",
                                allOf(
                                        containsString("script-src 'self'"),
                                        not(containsString("unsafe"))))
                        .extract()
                        .asString();

        assertThat(page).containsPattern("<script [^>]*src=").doesNotContain("onclick=");
    }

    @Test
    void theProjectListShowsWhatHasToBeGiven() {
        services.on(
                "GET /status/v1/project-envs",
                """
                {"items":[{"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                  "phase":"NEEDS_VALUES",
                  "missing":[{"name":"VERSION","description":"the <version> to show","hard":true}],
                  "optional":[{"name":"COLOUR","default":"blue"},
                              {"name":"PORT","default":"9090",
                               "defaults":[{"line":3,"value":"80<80"},{"line":7,"value":"9090"}]}],
                  "lastBuild":%s}]}\
                """
                        .formatted(BuildJson.needsValues()));

        signedIn()
                .get("/")
                .then()
                .statusCode(200)
                .body(
                        containsString("needs values"),
                        containsString("VERSION"),
                        containsString("the &lt;version&gt; to show"),
                        containsString("blue"),
                        containsString("80&lt;80 (line 3), 9090 (line 7)"),
                        containsString("/project-envs/dev-shop#values"));
    }

    @Test
    void aProjectEnvThatStatusDoesNotKnowYetIsRequested() {
        signedIn().get("/").then().body(containsString("phase-REQUESTED"));
    }

    @Test
    void theProjectListIsThereWithoutStatusService() {
        services.on("GET /status/v1/project-envs", 503, "{}");

        signedIn()
                .get("/")
                .then()
                .statusCode(200)
                .body(
                        containsString("status-service does not answer"),
                        containsString("shop"),
                        containsString("not known"));
    }

    @Test
    void aRefusedProjectKeepsWhatWasTyped() {
        services.on(
                "POST /api/v1/projects",
                422,
                "{\"detail\":\"It must be an https URL.\",\"field\":\"repository\"}");

        form().formParam("name", "shop2")
                .formParam("repository", "ftp://\"x\"")
                .formParam("target", "web")
                .post("/new/project")
                .then()
                .statusCode(422)
                .body(
                        containsString("It must be an https URL."),
                        containsString("repository-error"),
                        containsString("value=\"shop2\""),
                        containsString("ftp://&quot;x&quot;"),
                        containsString("value=\"web\""));
    }

    @Test
    void aNewProjectIsFollowedByItsEnvironment() {
        services.on(
                "POST /api/v1/projects",
                201,
                "{\"name\":\"shop2\",\"repository\":\"https://x/y\"}");

        form().formParam("name", " shop2 ")
                .formParam("repository", "https://x/y")
                .post("/new/project")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/new/project-env?project=shop2"));
        assertThat(services.calls("POST", "/api/v1/projects"))
                .singleElement()
                .extracting(FakeServices.Call::body)
                .isEqualTo("{\"name\":\"shop2\",\"repository\":\"https://x/y\"}");
    }

    @Test
    void aNewProjectMayGoWithoutSubmodulesAndKeepTheGitDirectory() {
        services.on(
                "POST /api/v1/projects",
                201,
                "{\"name\":\"shop2\",\"repository\":\"https://x/y\"}");

        form().formParam("name", "shop2")
                .formParam("repository", "https://x/y")
                .formParam("withoutSubmodules", "yes")
                .formParam("gitDirectory", "yes")
                .post("/new/project")
                .then()
                .statusCode(303);

        assertThat(services.calls("POST", "/api/v1/projects").getFirst().body())
                .isEqualTo(
                        """
                        {"name":"shop2","repository":"https://x/y",\
                        "submodules":false,"gitDirectory":true}\
                        """);
    }

    @Test
    void aRefusedProjectKeepsItsBoxesAndShowsThem() {
        services.on(
                "POST /api/v1/projects",
                422,
                "{\"detail\":\"Not with this cluster.\",\"field\":\"gitDirectory\"}");

        String page =
                form().formParam("name", "shop2")
                        .formParam("repository", "https://x/y")
                        .formParam("gitDirectory", "yes")
                        .post("/new/project")
                        .then()
                        .statusCode(422)
                        .body(containsString("Not with this cluster."))
                        .extract()
                        .asString();

        assertThat(page)
                .contains("<details open>")
                .containsPattern("name=\"gitDirectory\" value=\"yes\" checked")
                .doesNotContainPattern("name=\"withoutSubmodules\" value=\"yes\" checked");
    }

    @Test
    void anEnvironmentIsAddedByThoseWhoMay() {
        services.on(
                "POST /api/v1/environments",
                403,
                "{\"detail\":\"Only an ADMIN adds environments.\"}");

        form().formParam("name", "dev")
                .formParam("cluster", "local")
                .formParam("namespace", "builds")
                .post("/environments")
                .then()
                .statusCode(422)
                .body(
                        containsString("Only an ADMIN adds environments."),
                        containsString("value=\"local\""));
    }

    @Test
    void addingAProjectEnvLeadsToItsPage() {
        services.on(
                "POST /api/v1/project-envs",
                201,
                """
                {"id":"2","name":"prod-shop","project":"shop","environment":"prod",
                 "build":{"id":"b-1","number":1,"phase":"REQUESTED"}}\
                """);

        form().formParam("project", "shop")
                .formParam("environment", "prod")
                .formParam("branch", "")
                .post("/new/project-env")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/project-envs/prod-shop"));
        assertThat(services.calls("POST", "/api/v1/project-envs").getFirst().body())
                .isEqualTo("{\"project\":\"shop\",\"environment\":\"prod\"}");
    }

    @Test
    void theValuesFormAsksForRequiredOnesFirst() {
        String page =
                signedIn()
                        .get("/project-envs/dev-shop")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(page)
                .containsSubsequence("value:VERSION", "value:NPM_TOKEN", "value:COLOUR")
                .contains("placeholder=\"blue\"")
                .contains("placeholder=\"8080 (line 4), 9090 (line 8)\"")
                .containsPattern("name=\"value:NPM_TOKEN\" type=\"password\"")
                .contains("empty:NPM_TOKEN")
                .doesNotContain("empty:VERSION");
    }

    @Test
    void givenValuesAreSentOnceAndOnlyThose() {
        services.on("PATCH /api/v1/project-envs/dev-shop/args", NOTHING);

        form().formParam("value:VERSION", "1.0")
                .formParam("value:NPM_TOKEN", "")
                .formParam("secret:NPM_TOKEN", "on")
                .formParam("empty:NPM_TOKEN", "on")
                .formParam("value:COLOUR", "")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(303);

        assertThat(services.calls("PATCH", "/api/v1/project-envs/dev-shop/args"))
                .singleElement()
                .extracting(FakeServices.Call::body)
                .isEqualTo(
                        """
                        {"NPM_TOKEN":{"value":"","secret":true},\
                        "VERSION":{"value":"1.0","secret":false}}\
                        """);
    }

    @Test
    void aRefusedValueStandsWithItsSentenceWhereItWasTyped() {
        services.on(
                "PATCH /api/v1/project-envs/dev-shop/args",
                422,
                "{\"detail\":\"Give at most 100000 bytes.\",\"field\":\"VERSION.value\"}");

        form().formParam("value:VERSION", "very <long>")
                .formParam("value:COLOUR", "green")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(422)
                .body(
                        containsString("Give at most 100000 bytes."),
                        containsString("error-VERSION"),
                        containsString("very &lt;long&gt;"),
                        containsString("green"));
    }

    private void aBuildThatSaysWhyItNeedsValues() {
        services.on("GET /status/v1/builds", "{\"items\":[" + BuildJson.needsValuesSince() + "]}")
                .on("GET /status/v1/builds/b-4", BuildJson.needsValuesSince());
    }

    @Test
    void theValuesFormSaysWhyItAsksAndWhatComesNext() {
        aBuildThatSaysWhyItNeedsValues();

        assertThat(signedIn().get("/project-envs/dev-shop").asString())
                .containsSubsequence(
                        "Since #3: new DEVTOOLS; gone OLD; the default of PORT is 8081, was 8080;"
                                + " the default of HOST is empty, was none; the default of USER is"
                                + " gone, was root.",
                        "No ARG declares &lt;VERSON&gt;.",
                        "value:FLAVOUR",
                        "With FLAVOUR=full also LICENSE, LICENSEE.",
                        "With FLAVOUR=slim also BASE.",
                        "debuggers to install<br>needed since VARIANT is dev and TOKEN has a value",
                        "value:DEVTOOLS",
                        "Leave the rest empty")
                .doesNotContain("It is left out.", "vendor/lib");
    }

    @Test
    void theBuildPageSaysWhyItNeedsValuesAndWhatComesNext() {
        aBuildThatSaysWhyItNeedsValues();

        assertThat(signedIn().get("/builds/b-4").asString())
                .containsSubsequence(
                        "With FLAVOUR=full also LICENSE, LICENSEE.",
                        "needed since VARIANT is dev and TOKEN has a value",
                        "Since #3: new DEVTOOLS;",
                        "Line 9: It is left out.",
                        "No ARG declares &lt;VERSON&gt;.",
                        "vendor/lib is a submodule.");
    }

    @Test
    void theProjectListSaysWhyABuildNeedsValues() {
        services.on(
                "GET /status/v1/project-envs",
                """
                {"items":[{"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                  "phase":"NEEDS_VALUES",
                  "missing":[{"name":"FLAVOUR","hard":true,
                              "since":[{"name":"VARIANT","value":"dev"}]}],
                  "optional":[],"lastBuild":%s}]}\
                """
                        .formatted(BuildJson.needsValuesSince()));

        signedIn()
                .get("/")
                .then()
                .body(
                        containsString("needed since VARIANT is dev"),
                        containsString("With FLAVOUR=slim also BASE."));
    }

    @Test
    void theRestIsLeftEmptyByAButtonOfItsOwn() {
        services.on("PATCH /api/v1/project-envs/dev-shop/args", NOTHING);

        form().formParam("value:VERSION", "1.0")
                .formParam("value:NPM_TOKEN", "")
                .formParam("leaveRestEmpty", "true")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(303);
        form().formParam("value:VERSION", "")
                .formParam("leaveRestEmpty", "true")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(303);

        assertThat(services.calls("PATCH", "/api/v1/project-envs/dev-shop/args"))
                .allSatisfy(call -> assertThat(call.target()).endsWith("/args?leaveRestEmpty=true"))
                .extracting(FakeServices.Call::body)
                .containsExactly("{\"VERSION\":{\"value\":\"1.0\",\"secret\":false}}", "{}");
    }

    @Test
    void theRestIsNotLeftEmptyWhereNothingMayBe() {
        String hard = BuildJson.needsValues().replace("\"hard\":false", "\"hard\":true");
        services.on("GET /status/v1/builds", "{\"items\":[" + hard + "]}");

        signedIn()
                .get("/project-envs/dev-shop")
                .then()
                .body(containsString("Give values"), not(containsString("Leave the rest empty")));
    }

    @Test
    void aNameThatNoArgDeclaresIsRefusedAndCanBeKeptAllTheSame() {
        services.on(
                "PATCH /api/v1/project-envs/dev-shop/args",
                422,
                """
                {"detail":"No ARG of the Dockerfile declares VERSON (did you mean VERSION?).",
                 "field":"VERSON"}\
                """);

        form().formParam("value:VERSION", "")
                .formParam("addedName", "VERSON")
                .formParam("addedValue", "1 < 2")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(422)
                .body(
                        containsString("(did you mean VERSION?)"),
                        containsString("name=\"value:VERSON\""),
                        containsString("1 &lt; 2"),
                        containsString("name=\"force\""));

        services.on("PATCH /api/v1/project-envs/dev-shop/args", NOTHING);
        form().formParam("value:VERSON", "1 < 2")
                .formParam("force", "on")
                .post("/project-envs/dev-shop/values")
                .then()
                .statusCode(303);
        assertThat(services.calls("PATCH", "/api/v1/project-envs/dev-shop/args"))
                .extracting(FakeServices.Call::target)
                .containsExactly(
                        "/api/v1/project-envs/dev-shop/args",
                        "/api/v1/project-envs/dev-shop/args?force=true");
    }

    @Test
    void aProjectEnvCanLeaveEmptyWhatMayBe() {
        services.on(
                        "POST /api/v1/project-envs",
                        201,
                        """
                        {"id":"2","name":"prod-shop","project":"shop","environment":"prod",
                         "build":{"id":"b-1","number":1,"phase":"REQUESTED"}}\
                        """)
                .on(
                        "GET /api/v1/project-envs/dev-shop",
                        """
                        {"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                         "softArguments":"EMPTY"}\
                        """);

        form().formParam("project", "shop")
                .formParam("environment", "prod")
                .formParam("softArguments", "EMPTY")
                .post("/new/project-env")
                .then()
                .statusCode(303);

        assertThat(services.calls("POST", "/api/v1/project-envs").getFirst().body())
                .isEqualTo(
                        """
                        {"project":"shop","environment":"prod","softArguments":"EMPTY"}\
                        """);
        signedIn()
                .get("/project-envs/dev-shop")
                .then()
                .body(containsString("Arguments that may be empty are left empty"));
    }

    @Test
    void theBuildFormOrdersABuildAndLeadsToItsPage() {
        services.on(
                "POST /api/v1/project-envs/dev-shop/builds",
                202,
                "{\"id\":\"b-5\",\"number\":5,\"projectEnv\":\"dev-shop\",\"phase\":\"REQUESTED\"}");

        form().formParam("branch", "next")
                .formParam("commit", "")
                .formParam("tag", "")
                .formParam("args", "A=1=2\r\n\r\nB=")
                .formParam("withoutCache", "yes")
                .post("/project-envs/dev-shop/builds")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/builds/b-5?projectEnv=dev-shop&number=5"));
        assertThat(services.calls("POST", "/api/v1/project-envs/dev-shop/builds").getFirst().body())
                .isEqualTo(
                        """
                        {"branch":"next","args":{"A":"1=2","B":""},"cache":false}\
                        """);
    }

    @Test
    void aBuildThatStatusDoesNotKnowYetHasAPageAllTheSame() {
        signedIn()
                .get("/builds/b-5?projectEnv=dev-shop&number=5")
                .then()
                .statusCode(200)
                .body(containsString("dev-shop #5"), containsString("phase-REQUESTED"));
        signedIn().get("/builds/b-5").then().statusCode(404).body(containsString("Not found"));
    }

    @Test
    void aFailedBuildShowsReasonPlaceAndHint() {
        services.on("GET /status/v1/builds/b-4", BuildJson.failed());

        signedIn()
                .get("/builds/b-4")
                .then()
                .body(
                        containsString("DOCKERFILE_STEP_FAILED"),
                        containsString("RUN npm ci ended with 1."),
                        containsString("Dockerfile line 7, exit code 1"),
                        containsString("Read the end of the log."),
                        containsString("Rebuild"),
                        containsString("Sell &lt;more&gt;"));
    }

    @Test
    void theLogCanBeReadWithoutScripts() {
        services.on("GET /status/v1/builds/b-4", BuildJson.succeeded())
                .on(
                        "GET /status/v1/builds/b-4/logs",
                        """
                        {"lines":[{"cursor":"1","text":"<one>"},{"cursor":"2","text":"","gap":true}],
                         "complete":true}\
                        """);

        signedIn()
                .get("/builds/b-4")
                .then()
                .body(
                        containsString("&lt;one&gt;\n[lines are missing here]\n"),
                        containsString("sha256:abc"),
                        not(containsString("data-follow")));
    }

    @Test
    void aBuildThatGoesOnIsFollowedAndCanBeCancelled() {
        services.on("POST /api/v1/builds/b-4/cancel", 202, "{\"id\":\"b-4\"}");

        signedIn()
                .get("/builds/b-4")
                .then()
                .body(
                        containsString("data-follow=\"/status/v1/builds/b-4/logs?follow=true\""),
                        containsString("/builds/b-4/cancel"));
        form().post("/builds/b-4/cancel").then().statusCode(303);
        assertThat(services.calls("POST", "/api/v1/builds/b-4/cancel")).hasSize(1);
    }

    @Test
    void cancellingWhatHasEndedSaysSoOnItsPage() {
        services.on("POST /api/v1/builds/b-4/cancel", 409, "{\"detail\":\"The build has ended.\"}");

        form().post("/builds/b-4/cancel")
                .then()
                .statusCode(409)
                .body(containsString("The build has ended."), containsString("dev-shop #4"));
    }

    @Test
    void rebuildingLeadsToTheNewBuild() {
        services.on("GET /status/v1/builds/b-4", BuildJson.failed())
                .on("POST /api/v1/builds/b-4/rebuild", 202, "{\"id\":\"b-5\",\"number\":5}");

        form().post("/builds/b-4/rebuild")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/builds/b-5?projectEnv=dev-shop&number=5"));
    }
}
