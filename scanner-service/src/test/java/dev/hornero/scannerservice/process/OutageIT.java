// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.process;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.messaging.envelope.Envelope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service starts before its broker, and sees it go and return. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir Path folder;

    private final int http = LoopbackPorts.free();
    private final int broker = LoopbackPorts.free();

    @Test
    void itIsReadyWhileItsBrokerIsThereAndAliveAllTheTime() throws Exception {
        try (GitServer server = GitServer.start(folder.resolve("repositories"), 0);
                ScannerProcess _ =
                        ScannerProcess.start(
                                "127.0.0.1:" + broker,
                                Map.of("quarkus.http.port", Integer.toString(http)),
                                folder.resolve("scanner-service.log"))) {
            server.repository("app.git").commit("main", "First", Map.of("Dockerfile", "FROM a\n"));
            awaitAliveAndReady(503);
            try (EmbeddedKafka _ = broker()) {
                awaitAliveAndReady(200);
            }
            awaitAliveAndReady(503);
            try (EmbeddedKafka kafka = broker();
                    Neighbour neighbour = Neighbour.on(kafka.bootstrapServers())) {
                awaitAliveAndReady(200);
                Envelope<ProjectEnvCreated> asked =
                        Neighbour.projectEnv(server.uri("app.git").toString(), "main");
                neighbour.publish(asked);

                assertThat(neighbour.answers(asked.event().build().projectEnv().id(), 1))
                        .singleElement()
                        .extracting(Envelope::event)
                        .isInstanceOf(ArgsRequired.class);
            }
        }
    }

    private EmbeddedKafka broker() {
        return EmbeddedKafka.start(folder.resolve("kafka"), broker);
    }

    private void awaitAliveAndReady(int status) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    given().port(http).get("/q/health/live").then().statusCode(200);
                    given().port(http).get("/q/health/ready").then().statusCode(status);
                });
    }
}
