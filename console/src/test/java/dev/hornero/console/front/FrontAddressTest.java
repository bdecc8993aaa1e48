// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.console.FakeServices;
import dev.hornero.console.FakeServicesResource;
import dev.hornero.console.visitor.SessionCookie;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(FakeServicesResource.class)
class FrontAddressTest {
    private static final String SESSION =
            Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(FakeServices.KEY.getBytes(StandardCharsets.UTF_8));

    FakeServices services;

    @TestHTTPResource("/status/v1/stream")
    URI stream;

    @BeforeEach
    void forget() {
        services.reset();
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

        given().cookie(SessionCookie.NAME, SESSION).get("/status/v1/builds").then().statusCode(200);
        assertThat(services.calls("GET", "/status/v1/builds").getFirst().cookie()).isEmpty();
    }

    @Test
    void theSessionAloneCanChangeNothing() {
        given().cookie(SessionCookie.NAME, SESSION)
                .post("/api/v1/builds/b/cancel")
                .then()
                .statusCode(401);
        given().cookie(SessionCookie.NAME, SESSION)
                .post("/status/v1/rebuild")
                .then()
                .statusCode(401);

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
}
