// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.hornero.console.visitor.SessionCookie;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.RedirectConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
class PagesTest {
    private static final String NOTHING = "{\"items\":[]}";

    FakeServices services;

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

    private static RequestSpecification signedIn() {
        return visitor()
                .cookie(
                        SessionCookie.NAME,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(FakeServices.KEY.getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestSpecification form() {
        return signedIn().contentType(ContentType.URLENC.withCharset(StandardCharsets.UTF_8));
    }

    @Test
    void whoHasNotSignedInIsLedThereAndBack() {
        visitor()
                .get("/project-envs/dev-shop")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in?next=%2Fproject-envs%2Fdev-shop"));
    }

    @Test
    void signingInPutsTheKeyOutOfReachOfScripts() {
        Response response =
                visitor()
                        .contentType(ContentType.URLENC)
                        .formParam("key", " " + FakeServices.KEY + " ")
                        .formParam("next", "/environments")
                        .post("/sign-in");

        response.then().statusCode(303).header("Location", endsWith("/environments"));
        assertThat(response.getHeader("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain(FakeServices.KEY);
    }

    @Test
    void aWrongKeyIsSaidAtItsField() {
        visitor()
                .contentType(ContentType.URLENC)
                .formParam("key", "wrong")
                .post("/sign-in")
                .then()
                .statusCode(422)
                .body(containsString("This API key is not known"), containsString("key-error"));
    }

    @Test
    void signingInLeadsToNoOtherSite() {
        visitor()
                .contentType(ContentType.URLENC)
                .formParam("key", FakeServices.KEY)
                .formParam("next", "//evil.example.com/")
                .post("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", not(containsString("evil")));
    }

    @Test
    void aKeyThatWasRevokedLeadsToSigningIn() {
        visitor()
                .cookie(SessionCookie.NAME, "d3Jvbmc")
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/sign-in"));
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
        form().header("Sec-Fetch-Site", "cross-site")
                .formParam("name", "x")
                .post("/new/project")
                .then()
                .statusCode(403);
        form().header("Origin", "https://evil.example.com")
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
    void theProjectListTellsWhatHasToBeGiven() {
        services.on(
                "GET /status/v1/project-envs",
                """
                {"items":[{"id":"1","name":"dev-shop","project":"shop","environment":"dev",
                  "phase":"NEEDS_VALUES",
                  "missing":[{"name":"VERSION","description":"the <version> to show","hard":true}],
                  "optional":[{"name":"COLOUR","default":"blue"}],"lastBuild":%s}]}\
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
    void aFailedBuildTellsReasonPlaceAndHint() {
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
