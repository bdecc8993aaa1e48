// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.console.FakeServices;
import dev.hornero.console.FakeServicesResource;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
class FrontAddressTest {
    FakeServices services;

    @Inject Sessions sessions;

    @TestHTTPResource("/status/v1/stream")
    URI stream;

    @BeforeEach
    void forget() {
        services.reset();
    }

    private RequestSpecification signedIn() {
        return given().cookie(SessionCookie.name(false), sessions.begin(FakeServices.KEY));
    }

    @Test
    void passesCallsOnWithTheirKeyAndBody() {
        services.on("POST /api/v1/projects", 201, "{\"name\":\"shop\"}");

        given().header("Authorization", "Bearer " + FakeServices.KEY)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"shop\"}")
                .post("/api/v1/projects?dry=1")
                .then()
                .statusCode(201)
                .body("name", equalTo("shop"));
        assertThat(services.calls("POST", "/api/v1/projects"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.target()).isEqualTo("/api/v1/projects?dry=1");
                    assertThat(call.body()).isEqualTo("{\"name\":\"shop\"}");
                });
    }

    @Test
    void problemsOfTheServicesComeBackAsTheyAre() {
        given().get("/api/v1/projects")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("title", equalTo("No valid API key"));
    }

    @Test
    void readsOfStatusGoWithTheSessionsKeyForLiveParts() {
        services.on("GET /status/v1/builds", "{\"items\":[]}");

        signedIn().get("/status/v1/builds").then().statusCode(200);
        assertThat(services.calls("GET", "/status/v1/builds").getFirst().cookie()).isEmpty();
    }

    @Test
    void theSessionAloneCanChangeNothing() {
        signedIn().post("/api/v1/builds/b/cancel").then().statusCode(401);
        signedIn().post("/status/v1/rebuild").then().statusCode(401);

        assertThat(services.calls("POST", "/"))
                .extracting(FakeServices.Call::authorization)
                .containsOnly(Optional.empty());
    }

    @Test
    @Timeout(30)
    void eventsPassAsTheyCome() throws IOException, InterruptedException {
        services.push("/status/v1/stream", "event: build\ndata: 1\n\n");
        HttpRequest request =
                HttpRequest.newBuilder(stream)
                        .header("Authorization", "Bearer " + FakeServices.KEY)
                        .header("Accept", "text/event-stream")
                        .build();
        try (HttpClient client =
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.send(request, BodyHandlers.ofInputStream()).body(),
                                        StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("event: build");
            assertThat(reader.readLine()).isEqualTo("data: 1");

            services.push("/status/v1/stream", "data: 2\n\n");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).isEqualTo("data: 2");

            services.endStream("/status/v1/stream");
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).isNull();
        }
    }

    @Test
    void anotherSiteGetsNothingForTheSession() {
        services.on("GET /status/v1/builds", "{\"items\":[]}");

        signedIn()
                .header("Sec-Fetch-Site", "same-site")
                .header("Sec-Fetch-Mode", "no-cors")
                .get("/status/v1/builds")
                .then()
                .statusCode(401);
        signedIn()
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .get("/status/v1/builds")
                .then()
                .statusCode(200);
    }

    @Test
    void anotherHostsNameIsNotServed() {
        given().header("Host", "evil.example.com")
                .header("Authorization", "Bearer " + FakeServices.KEY)
                .get("/api/v1/projects")
                .then()
                .statusCode(421)
                .contentType("application/problem+json")
                .body("detail", containsString("HORNERO_CONSOLE_HOSTS"));
        given().header("Host", "evil.example.com").get("/").then().statusCode(421);
        given().header("Host", "10.0.0.7:8080").get("/q/health/ready").then().statusCode(200);

        assertThat(services.calls("GET", "/")).isEmpty();
    }

    @Test
    void whatBelongsToAConnectionOrIsSaidOfACallerDoesNotPass() {
        services.on("GET /api/v1/projects", "{\"items\":[]}");

        given().header("Authorization", "Bearer " + FakeServices.KEY)
                .header("Connection", "X-Internal, keep-alive")
                .header("X-Internal", "1")
                .header("Keep-Alive", "timeout=9")
                .header("TE", "trailers")
                .header("Proxy-Authorization", "Basic eDp5")
                .header("X-Forwarded-For", "10.9.9.9")
                .header("X-Forwarded-Host", "evil.example.com")
                .header("X-Forwarded-User", "admin")
                .header("Forwarded", "for=10.9.9.9")
                .header("X-Real-IP", "10.9.9.9")
                .get("/api/v1/projects")
                .then()
                .statusCode(200);

        Map<String, List<String>> headers =
                services.calls("GET", "/api/v1/projects").getFirst().headers();
        assertThat(headers)
                .doesNotContainKeys(
                        "X-internal",
                        "Keep-alive",
                        "Te",
                        "Proxy-authorization",
                        "X-forwarded-user",
                        "Forwarded",
                        "X-real-ip");
        assertThat(headers.get("X-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-forwarded-proto")).containsExactly("http");
        assertThat(headers.toString()).doesNotContain("10.9.9.9", "evil.example.com");
    }

    @Test
    @Timeout(30)
    void aStreamEndsWithItsSession() throws IOException, InterruptedException {
        String session = sessions.begin(FakeServices.KEY);
        services.push("/status/v1/stream", "event: build\ndata: 1\n\n");
        HttpRequest request =
                HttpRequest.newBuilder(stream)
                        .header("Cookie", SessionCookie.name(false) + "=" + session)
                        .build();
        try (HttpClient client =
                        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.send(request, BodyHandlers.ofInputStream()).body(),
                                        StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("event: build");
            assertThat(reader.readLine()).isEqualTo("data: 1");
            assertThat(reader.readLine()).isEmpty();

            sessions.end(session);

            assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
        }
        services.endStream("/status/v1/stream");
    }
}
