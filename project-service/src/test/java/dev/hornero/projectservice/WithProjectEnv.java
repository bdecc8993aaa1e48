// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.post;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.embedded.test.KafkaTestResource;
import dev.hornero.embedded.test.PostgresTestResource;
import dev.hornero.events.BuildBound;
import dev.hornero.events.BuildRef;
import dev.hornero.events.Event;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** A broker to listen to, and a project and an environment of the test's own. */
@WithTestResource(KafkaTestResource.class)
@WithTestResource(PostgresTestResource.class)
abstract class WithProjectEnv {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject EventPublisher publisher;
    @Inject Seals seals;

    Broker broker;
    String environment;
    String project;
    String projectEnv;

    @BeforeEach
    void createProjectAndEnvironment() {
        broker = Broker.shared(bootstrapServers);
        environment = FrontDoor.environment();
        project = FrontDoor.project();
        projectEnv = environment + "-" + project;
    }

    /** The initial build of a new ProjectEnv, as the scanner hears of it. */
    BuildRef createProjectEnv() {
        post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                .formatted(project, environment))
                .then()
                .statusCode(201)
                .body("name", equalTo(projectEnv))
                .body("branch", equalTo("main"))
                .body("build.number", equalTo(1))
                .body("build.phase", equalTo("REQUESTED"));
        return broker.awaitEvent(ProjectEnvCreated.class, this::isOurs).build();
    }

    /** A later build, as the scanner hears of it. */
    BuildRef requestBuild(String json) {
        String id =
                post("/project-envs/" + projectEnv + "/builds", json)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id");
        return broker.awaitEvent(
                        BuildRequested.class, event -> event.build().id().toString().equals(id))
                .build();
    }

    boolean isOurs(BuildBound event) {
        return event.build().projectEnv().name().equals(projectEnv);
    }

    ArgsResolved awaitResolved(int count) {
        return broker.awaitEvent(ArgsResolved.class, count, this::isOurs);
    }

    List<ArgsResolved> resolved() {
        return broker.events(ArgsResolved.class, this::isOurs);
    }

    Map<String, ArgValue> values(ArgsResolved resolved) throws UnsealException {
        return seals.open(
                        resolved.values(),
                        Purpose.argValues(resolved.build().projectEnv().id()),
                        ArgValues.class)
                .values();
    }

    void publish(Event event) {
        Scanner.publish(publisher, event);
    }

    void publish(String source, String id, Event event) {
        Scanner.publish(publisher, source, id, event);
    }

    void publish(String id, Event event) {
        Scanner.publish(publisher, id, event);
    }
}
