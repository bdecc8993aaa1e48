// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.Scanner.found;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.events.BuildRef;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.publish.EventPublisher;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service starts before its database and its broker, and sees the database go and return. */
@QuarkusTest
@WithTestResource(OutageIT.Nothing.class)
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "outage";

    /** Addresses where nothing listens yet. */
    public static final class Nothing implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            int postgres = LoopbackPorts.free();
            int kafka = LoopbackPorts.free();
            return Map.of(
                    "outage.postgres.port",
                    Integer.toString(postgres),
                    "outage.kafka.port",
                    Integer.toString(kafka),
                    "kafka.bootstrap.servers",
                    "127.0.0.1:" + kafka,
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:" + postgres + "/projects",
                    "quarkus.datasource.username",
                    EmbeddedPostgres.USER,
                    "quarkus.datasource.password",
                    PASSWORD,
                    "quarkus.datasource.jdbc.acquisition-timeout",
                    "2s");
        }

        @Override
        public void stop() {
            // Nothing was started
        }
    }

    // Not injected: the other tests' application would look for them too.
    private static int port(String of) {
        return ConfigProvider.getConfig().getValue("outage." + of + ".port", Integer.class);
    }

    @Inject EventPublisher publisher;

    @TempDir Path directory;

    private EmbeddedPostgres startPostgres() {
        return EmbeddedPostgres.start(directory.resolve("postgres"), port("postgres"), PASSWORD);
    }

    private static void isAliveAndReady(int status) {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(status);
    }

    private static void awaitStatus(int status) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> FrontDoor.get("/projects").then().statusCode(status));
    }

    @Test
    void startsBeforeItsDatabaseAndBrokerAndOutlivesTheirAbsence() {
        isAliveAndReady(503);
        FrontDoor.get("/projects")
                .then()
                .statusCode(503)
                .body("type", equalTo("https://hornero.dev/problems/unavailable"));

        EmbeddedPostgres postgres = startPostgres();
        postgres.createDatabase("projects");
        awaitStatus(200);
        String environment = FrontDoor.environment();
        String project = FrontDoor.project();
        FrontDoor.projectEnv(project, environment);
        // Without a broker it takes orders into its outbox
        isAliveAndReady(200);

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), port("kafka"));
                Broker broker = new Broker(kafka.bootstrapServers(), Map.of())) {
            BuildRef build =
                    broker.awaitEvent(
                                    ProjectEnvCreated.class,
                                    e -> e.build().projectEnv().project().equals(project))
                            .build();
            await().atMost(PATIENCE).untilAsserted(() -> isAliveAndReady(200));

            postgres.close();
            awaitStatus(503);
            isAliveAndReady(503);
            Scanner.publish(publisher, found(build));
            postgres = startPostgres();

            broker.awaitEvent(ArgsResolved.class, e -> e.build().equals(build));
            awaitStatus(200);
            await().atMost(PATIENCE).untilAsserted(() -> isAliveAndReady(200));
        } finally {
            postgres.close();
        }
    }
}
