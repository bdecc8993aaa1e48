// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.Scanner.found;
import static dev.hornero.projectservice.Scanner.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.BuildCause;
import dev.hornero.events.imagebuild.BuildOrderRefused;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import dev.hornero.events.projectenv.ProjectEnvRefused;
import dev.hornero.events.request.BuildOrdered;
import dev.hornero.events.request.ProjectEnvAnnounced;
import dev.hornero.messaging.delivery.DeadLetterHeaders;
import dev.hornero.messaging.seal.ArgValues.ArgValue;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestsIT extends WithProjectEnv {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ProjectEnvAnnounced announced(
            String project, String environment, String repository, Optional<String> cluster) {
        return new ProjectEnvAnnounced(
                project,
                environment,
                repository,
                Optional.empty(),
                Optional.empty(),
                Optional.of("docker/Dockerfile"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cluster,
                cluster.map(_ -> "builds"));
    }

    private static BuildOrdered ordered(String projectEnv, Optional<String> tag) {
        return new BuildOrdered(
                projectEnv, Optional.empty(), Optional.empty(), tag, Map.of("VERSION", "7"));
    }

    private List<String> deadLetterReasons(String key) {
        return broker.records().stream()
                .filter(given -> given.topic().equals(Topic.REQUESTS.deadLetterName()))
                .filter(given -> key.equals(given.key()))
                .map(given -> header(given, DeadLetterHeaders.REASON))
                .toList();
    }

    private String awaitDeadLetter(String key) {
        return await().atMost(PATIENCE)
                .until(() -> deadLetterReasons(key), found -> !found.isEmpty())
                .getFirst();
    }

    private static String header(ConsumerRecord<?, ?> given, String name) {
        return new String(given.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnnouncementRegistersWhatIsNotThereYet() {
        String newProject = FrontDoor.fresh("announced");
        String newEnvironment = FrontDoor.fresh("stage");
        ProjectEnvAnnounced announcement =
                announced(newProject, newEnvironment, "https://h/x", Optional.of("local"));

        publish(announcement);

        ProjectEnvCreated created =
                broker.awaitEvent(
                        ProjectEnvCreated.class,
                        e -> e.build().projectEnv().project().equals(newProject));
        assertThat(created.source().branch()).isEqualTo(newEnvironment);
        assertThat(created.source().dockerfilePath()).isEqualTo("docker/Dockerfile");
        assertThat(created.requestedBy()).isEmpty();
        get("/projects/" + newProject)
                .then()
                .statusCode(200)
                .body("repository", equalTo("https://h/x"));
    }

    @Test
    void theSameAnnouncementAgainChangesNothingAndAnotherIsADeadLetter() {
        String newProject = FrontDoor.fresh("announced");
        String key = environment + "-" + newProject;
        publish(announced(newProject, environment, "https://h/x", Optional.empty()));
        publish(announced(newProject, environment, "https://h/x", Optional.empty()));
        publish(announced(newProject, environment, "https://h/other", Optional.empty()));

        assertThat(awaitDeadLetter(key)).contains("repository");
        assertThat(
                        broker.events(
                                ProjectEnvCreated.class,
                                e -> e.build().projectEnv().project().equals(newProject)))
                .hasSize(1);
    }

    @Test
    void anAnnouncementForAnUnknownEnvironmentIsADeadLetter() {
        String newEnvironment = FrontDoor.fresh("stage");
        publish(announced(project, newEnvironment, "https://h/x", Optional.empty()));

        assertThat(awaitDeadLetter(newEnvironment + "-" + project)).isNotBlank();
        get("/project-envs/" + newEnvironment + "-" + project).then().statusCode(404);
    }

    @Test
    void anOrderIsABuildWhoseEventsBearItsId() throws Exception {
        createProjectEnv();
        String order = UUID.randomUUID().toString();

        publish(order, ordered(projectEnv, Optional.of("release")));
        publish(order, ordered(projectEnv, Optional.of("release")));

        BuildRequested requested = broker.awaitEvent(BuildRequested.class, this::isOurs);
        assertThat(requested.cause()).isEqualTo(Code.of(BuildCause.ORDERED));
        assertThat(requested.build().causedBy()).contains(order);
        assertThat(requested.requestedBy()).isEmpty();
        assertThat(requested.image().tags()).containsExactly("release", "build-2");
        BuildRef initial = broker.awaitEvent(ProjectEnvCreated.class, this::isOurs).build();
        publish(found(initial));
        publish(found(requested.build(), required("VERSION")));
        assertThat(awaitResolved(2).build().causedBy()).contains(order);
        assertThat(values(awaitResolved(2))).containsEntry("VERSION", new ArgValue("7", false));
        assertThat(broker.events(BuildRequested.class, this::isOurs)).hasSize(1);
    }

    @Test
    void anOrderForAnUnknownProjectEnvIsADeadLetterThatCanBePutBackLater() {
        publish(ordered(projectEnv, Optional.empty()));
        assertThat(awaitDeadLetter(projectEnv)).contains("no ProjectEnv " + projectEnv);
        createProjectEnv();

        String id = deadLetterId();
        FrontDoor.post("/dead-letters/" + id + "/replay")
                .then()
                .statusCode(202)
                .body("topic", equalTo(Topic.REQUESTS.topicName()));

        BuildRequested requested = broker.awaitEvent(BuildRequested.class, this::isOurs);
        assertThat(requested.build().number()).isEqualTo(2);
        FrontDoor.post("/dead-letters/" + id + "/replay").then().statusCode(409);
        get("/dead-letters?limit=200")
                .then()
                .body(
                        "items.find { it.id == '%s' }.replayedAt".formatted(id),
                        org.hamcrest.Matchers.notNullValue());
    }

    private String deadLetterId() {
        return get("/dead-letters?limit=200")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.key == '%s' }.group".formatted(projectEnv),
                        equalTo("hornero-project-service"))
                .body(
                        "items.find { it.key == '%s' }.type".formatted(projectEnv),
                        equalTo("dev.hornero.BuildOrdered.v1"))
                .extract()
                .path("items.find { it.key == '%s' }.id".formatted(projectEnv));
    }

    @Test
    void anUnreadableRecordStopsNoOther() throws Exception {
        BuildRef build = createProjectEnv();
        publisher
                .publish(
                        new dev.hornero.messaging.envelope.EncodedEvent(
                                Topic.SCANS.topicName(),
                                build.projectEnv().id().toString(),
                                Map.of("ce_type", "dev.hornero.ArgsRequired.v1"),
                                "{ no json"))
                .toCompletableFuture()
                .get();
        publish(found(build));

        awaitResolved(1);
        assertThat(broker.records())
                .filteredOn(given -> given.topic().equals(Topic.SCANS.deadLetterName()))
                .filteredOn(given -> given.key().equals(build.projectEnv().id().toString()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                            .isEqualTo("{ no json");
                    assertThat(header(letter, DeadLetterHeaders.GROUP))
                            .isEqualTo("hornero-project-service");
                });
    }

    @Test
    void aScanOfAnUnknownBuildIsADeadLetter() {
        BuildRef build = createProjectEnv();
        BuildRef stranger =
                new BuildRef(
                        new dev.hornero.events.BuildId(UUID.randomUUID()), 9, build.projectEnv());
        publish(found(stranger));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(broker.records())
                                .filteredOn(
                                        given -> given.topic().equals(Topic.SCANS.deadLetterName()))
                                .anySatisfy(letter ->
                                        assertThat(
                                                        new String(
                                                                letter.value(),
                                                                StandardCharsets.UTF_8))
                                                .contains(stranger.id().toString())));
    }

    @Test
    void theInitialBuildOfAnAnnouncementNamesIt() {
        String newProject = FrontDoor.fresh("announced");
        String id = UUID.randomUUID().toString();

        publish("catalog", id, announced(newProject, environment, "https://h/x", Optional.empty()));

        BuildRef initial =
                broker.awaitEvent(
                                ProjectEnvCreated.class,
                                e -> e.build().projectEnv().project().equals(newProject))
                        .build();
        assertThat(initial.causedBy()).contains(id);
        assertThat(initial.causedBySource()).contains("catalog");
    }

    @Test
    void ordersOfTwoSourcesWithOneIdAreTwo() {
        createProjectEnv();
        String id = UUID.randomUUID().toString();

        publish("catalog", id, ordered(projectEnv, Optional.empty()));
        publish("deployer", id, ordered(projectEnv, Optional.empty()));
        publish("catalog", id, ordered(projectEnv, Optional.empty()));

        broker.awaitEvent(BuildRequested.class, 2, this::isOurs);
        publish("deployer", ordered(projectEnv, Optional.of("last")));
        broker.awaitEvent(BuildRequested.class, 3, this::isOurs);
        assertThat(broker.events(BuildRequested.class, this::isOurs))
                .extracting(e -> e.build().causedBySource().orElseThrow())
                .startsWith("catalog", "deployer")
                .hasSize(3);
    }

    @Test
    void aRefusedOrderIsAnsweredOnceWithFieldAndReason() {
        createProjectEnv();
        String id = UUID.randomUUID().toString();
        BuildOrdered wrong =
                new BuildOrdered(
                        projectEnv,
                        Optional.of("a..b"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());

        publish("catalog", id, wrong);
        publish("catalog", id, wrong);

        await().atMost(PATIENCE).until(() -> deadLetterReasons(projectEnv).size() == 2);
        publish("catalog", UUID.randomUUID().toString(), ordered(projectEnv, Optional.empty()));
        broker.awaitEvent(BuildRequested.class, this::isOurs);
        List<BuildOrderRefused> refusals =
                broker.events(BuildOrderRefused.class, e -> e.projectEnv().equals(projectEnv));
        assertThat(refusals)
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.request().source()).isEqualTo("catalog");
                    assertThat(refused.request().id()).isEqualTo(id);
                    assertThat(refused.request().field()).contains("branch");
                    assertThat(refused.request().message()).isNotBlank();
                });
    }

    @Test
    void anOrderWithTooManyValuesIsRefusedBeforeItTouchesTheDatabase() {
        createProjectEnv();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            values.put("A" + i, "1");
        }

        publish(
                new BuildOrdered(
                        projectEnv, Optional.empty(), Optional.empty(), Optional.empty(), values));

        BuildOrderRefused refused =
                broker.awaitEvent(BuildOrderRefused.class, e -> e.projectEnv().equals(projectEnv));
        assertThat(refused.request().field()).contains("values");
        assertThat(refused.request().message()).contains("500").contains("5000");
    }

    @Test
    void aRefusedAnnouncementIsAnsweredWithFieldAndReason() {
        String newProject = FrontDoor.fresh("announced");
        publish(announced(newProject, environment, "https://h/x", Optional.empty()));
        String id = UUID.randomUUID().toString();

        publish("catalog", id, announced(newProject, environment, "https://h/y", Optional.empty()));

        ProjectEnvRefused refused =
                broker.awaitEvent(ProjectEnvRefused.class, e -> e.project().equals(newProject));
        assertThat(refused.environment()).isEqualTo(environment);
        assertThat(refused.request().id()).isEqualTo(id);
        assertThat(refused.request().field()).contains("repository");
    }

    @Test
    void aRefusedOrderThatIsPutBackLaterIsTaken() {
        String id = UUID.randomUUID().toString();
        publish("catalog", id, ordered(projectEnv, Optional.empty()));
        broker.awaitEvent(BuildOrderRefused.class, e -> e.projectEnv().equals(projectEnv));
        createProjectEnv();

        publish("catalog", id, ordered(projectEnv, Optional.empty()));

        assertThat(broker.awaitEvent(BuildRequested.class, this::isOurs).build().causedBy())
                .contains(id);
    }

    @Test
    void anOrderThatCannotBeAnsweredIsADeadLetter() {
        String name = "no\u0000thing";
        publish(ordered(name, Optional.empty()));

        assertThat(awaitDeadLetter(name)).contains("projectEnv");
    }

    @Test
    void aDeadLetterThatIsNotThereIsNotFound() {
        FrontDoor.post("/dead-letters/hornero.scans.dead-letter:0:999999/replay")
                .then()
                .statusCode(404);
        FrontDoor.post("/dead-letters/hornero.scans:0:0/replay").then().statusCode(404);
    }
}
