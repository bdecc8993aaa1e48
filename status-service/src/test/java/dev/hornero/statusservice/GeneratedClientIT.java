// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice;

import static dev.hornero.statusservice.Api.eventually;
import static dev.hornero.statusservice.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.embedded.test.rest.GeneratedClient;
import dev.hornero.statusservice.imagebuild.model.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client generated from the document shows a build. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
@QuarkusTestResource(PostgresTestResource.class)
class GeneratedClientIT {
    private static final Path GENERATOR = Path.of("target/openapi-generator.jar");
    private static final Path STORY = Path.of("src/test/client/client/Story.java");

    @Inject Api api;

    @TestHTTPResource("/")
    String server;

    @TempDir Path directory;

    @Test
    void aBuildIsReadWithAClientThatIsGenerated() throws IOException, InterruptedException {
        api.open();
        Story story = Story.begin("client", Instant.parse("2026-03-01T12:00:00Z"));
        api.publish(story.created(), story.scanned(Story.FIRST_COMMIT, "A"), story.started());
        String id = story.build().id().toString();
        String projectEnv = story.build().projectEnv().name();
        eventually(() -> get("/builds/" + id).body("phase", equalTo("RUNNING")));
        String document =
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        GeneratedClient client = GeneratedClient.make(GENERATOR, document, STORY, directory);
        String url = server.replaceAll("/$", "");

        assertThat(client.tell("running", url, Api.KEY, projectEnv)).isEqualTo("[" + id + "]");
        eventually(() -> assertThat(client.tell("build", url, Api.KEY, id)).isEqualTo("RUNNING 3"));
        assertThat(client.tell("last", url, Api.KEY, projectEnv)).isEqualTo("RUNNING");
    }
}
