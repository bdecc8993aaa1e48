// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.test.rest.GeneratedClient;
import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client generated from the document gets from a repository to a build. */
@QuarkusTest
class GeneratedClientIT extends WithProjectEnv {
    private static final Path GENERATOR = Path.of("target/openapi-generator.jar");
    private static final Path STORY = Path.of("src/test/client/client/Story.java");

    @TestHTTPResource("/")
    String server;

    @TempDir Path directory;

    @Test
    void theStoryIsPlayedWithAClientThatIsGenerated() throws IOException, InterruptedException {
        String document =
                given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        GeneratedClient client = GeneratedClient.make(GENERATOR, document, STORY, directory);
        String url = server.replaceAll("/$", "");
        String stage = FrontDoor.fresh("env");
        String shop = FrontDoor.fresh("shop");

        String name = client.tell("create", url, FrontDoor.ADMIN, stage, shop);
        assertThat(name).isEqualTo(stage + "-" + shop);
        BuildRef first =
                broker.awaitEvent(
                                ProjectEnvCreated.class,
                                event -> event.build().projectEnv().name().equals(name))
                        .build();
        publish(found(first, required("VERSION"), required("TOKEN")));
        broker.awaitEvent(BuildNeedsValues.class, event -> event.build().equals(first));

        assertThat(client.tell("giveValues", url, FrontDoor.ADMIN, name))
                .isEqualTo("[TOKEN=null, VERSION=1.4.0]");
        broker.awaitEvent(ArgsResolved.class, event -> event.build().equals(first));

        assertThat(client.tell("build", url, FrontDoor.ADMIN, name)).isEqualTo("2");
        assertThat(client.tell("lists", url, FrontDoor.ADMIN, shop)).isEqualTo("true");
        assertThat(client.tell("refusal", url, FrontDoor.ADMIN, name))
                .startsWith("422 ")
                .contains("\"field\":\"tag\"");
    }
}
