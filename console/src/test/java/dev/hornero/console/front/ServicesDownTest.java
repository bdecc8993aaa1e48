// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServicesDownTest.NobodyThere.class)
class ServicesDownTest {

    @Inject Sessions sessions;

    /** Port 1 of this machine: nothing listens there. */
    public static final class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "hornero.front.project-service-url", "http://localhost:1",
                    "hornero.front.status-service-url", "http://localhost:1");
        }
    }

    @Test
    void theConsoleIsReadyAllTheSame() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void pagesSayWhichServiceDoesNotAnswer() {
        given().cookie(SessionCookie.name(false), sessions.begin("abc"))
                .get("/")
                .then()
                .statusCode(503)
                .body(containsString("project-service does not answer"));
    }

    @Test
    void signingInSaysSoToo() {
        given().header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.URLENC)
                .formParam("key", "abc")
                .post("/sign-in")
                .then()
                .statusCode(422)
                .body(containsString("project-service does not answer"));
    }

    @Test
    void callsEndInAProblemDocument() {
        given().get("/status/v1/builds")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hornero.dev/problems/unavailable"))
                .body("detail", containsString("status-service does not answer"));
    }
}
