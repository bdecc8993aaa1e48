// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static dev.hornero.projectservice.FrontDoor.delete;
import static dev.hornero.projectservice.FrontDoor.get;
import static dev.hornero.projectservice.FrontDoor.patch;
import static dev.hornero.projectservice.FrontDoor.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.kafka.KafkaProcess;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.events.imagebuild.BuildRequested;
import dev.hornero.events.projectenv.ProjectEnvCreated;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The database and the broker stand: they are there, take connections, and do not answer. */
@QuarkusTest
@WithTestResource(StandingServersIT.Servers.class)
class StandingServersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    /** A database and a broker of this test's own, in processes that can be stopped. */
    public static final class Servers implements QuarkusTestResourceLifecycleManager {
        private static final String PASSWORD = "password-of-the-test";

        private EmbeddedPostgres postgres;
        private Process kafka;

        @Override
        public Map<String, String> start() {
            postgres = EmbeddedPostgres.startTemporary();
            postgres.createDatabase("projects");
            int port = LoopbackPorts.free();
            try {
                Path directory = Files.createTempDirectory("standing-kafka-");
                ProcessBuilder broker =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx256m",
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path",
                                                System.getProperty("java.class.path")),
                                        KafkaProcess.class.getName(),
                                        "--data",
                                        directory.toString(),
                                        "--port",
                                        Integer.toString(port))
                                .redirectErrorStream(true)
                                .redirectOutput(directory.resolve("output").toFile());
                broker.environment().put(KafkaProcess.PASSWORD, PASSWORD);
                kafka = broker.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<String, String> settings = new HashMap<>();
            EmbeddedKafka.clientSettings(PASSWORD)
                    .forEach((name, value) -> settings.put("kafka." + name, value));
            settings.put("kafka.bootstrap.servers", "127.0.0.1:" + port);
            settings.put("standing.kafka.pid", Long.toString(kafka.pid()));
            settings.put("standing.postgres.port", Integer.toString(postgres.port()));
            settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl("projects"));
            settings.put("quarkus.datasource.username", EmbeddedPostgres.USER);
            settings.put("quarkus.datasource.password", postgres.password());
            // As it is shipped: the other tests allow for a slow machine.
            settings.put("hornero.turns.patience", "2s");
            return settings;
        }

        @Override
        public void stop() {
            kafka.destroyForcibly().onExit().join();
            postgres.close();
        }
    }

    // Not injected: the other tests' application would look for them too.
    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static List<Long> kafka() {
        return List.of(Long.parseLong(setting("standing.kafka.pid")));
    }

    /** The server and a process for each connection. */
    private static List<Long> postgres() {
        String port = setting("standing.postgres.port");
        return ProcessHandle.current()
                .children()
                .filter(child ->
                        child.info()
                                .arguments()
                                .filter(given -> Arrays.asList(given).contains(port))
                                .isPresent())
                .flatMap(guard -> Stream.concat(Stream.of(guard), guard.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Stops processes until it is closed. */
    private record Stopped(List<Long> pids) implements AutoCloseable {
        static Stopped stop(List<Long> pids) throws IOException {
            assertThat(pids).isNotEmpty();
            signal("STOP", pids);
            return new Stopped(pids);
        }

        private static void signal(String name, List<Long> pids) throws IOException {
            List<String> command = new ArrayList<>(List.of("kill", "-" + name));
            pids.forEach(pid -> command.add(Long.toString(pid)));
            Process kill = new ProcessBuilder(command).inheritIO().start();
            assertThat(kill.onExit().join().exitValue()).isZero();
        }

        @Override
        public void close() throws IOException {
            signal("CONT", pids);
        }
    }

    private static void awaitService() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> get("/projects").then().statusCode(200));
    }

    private static void isAway(Response response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isNotNull();
        assertThat(Duration.ofMillis(response.time())).isLessThan(LONGEST_ANSWER);
    }

    @Test
    void whileTheDatabaseStandsEveryCallIsAnsweredBy503AndEachPartLogsOneLine() throws Exception {
        awaitService();
        String projectEnv = FrontDoor.projectEnv();
        List<Supplier<Response>> calls =
                List.of(
                        () -> get("/projects"),
                        () -> get("/project-envs/" + projectEnv),
                        () -> post("/project-envs/" + projectEnv + "/builds", "{}"),
                        () -> patch("/project-envs/" + projectEnv + "/args", "{\"A\":\"1\"}"),
                        () -> delete("/project-envs/" + projectEnv));
        try (ExecutorService callers = Executors.newFixedThreadPool(20);
                CapturedLog log = CapturedLog.start()) {
            // So that there are connections that lie idle.
            for (Future<Response> call : inParallel(callers, 20, () -> get("/project-envs"))) {
                assertThat(call.get().statusCode()).isEqualTo(200);
            }
            try (Stopped _ = Stopped.stop(postgres())) {
                isAway(get("/projects"));
                for (Supplier<Response> call : calls) {
                    for (Future<Response> answer : inParallel(callers, 4, call)) {
                        isAway(answer.get());
                    }
                }
                await().atMost(PATIENCE)
                        .until(() -> !log.lines("The database does not answer").isEmpty());
            }
            awaitService();
            // Requests may have failed in an outage a minute ago, at the start; then no line is
            // due.
            assertThat(log.lines("Requests fail in an outage")).hasSizeLessThan(2);
            assertThat(log.lines("The database does not answer")).hasSize(1);
            // Kafka's client may still have to say that a broker stood a test ago.
            assertThat(log.lines())
                    .extracting(line -> line.substring(0, line.indexOf(':')))
                    .filteredOn(logger -> !logger.startsWith("org.apache.kafka."))
                    .doesNotHaveDuplicates();
            assertThat(log.withStackTraces()).isEmpty();
        }
        post("/project-envs/" + projectEnv + "/builds", "{}").then().statusCode(202);
    }

    private static List<Future<Response>> inParallel(
            ExecutorService callers, int count, Supplier<Response> call) {
        List<Future<Response>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(callers.submit(call::get));
        }
        return answers;
    }

    @Test
    void whileTheBrokerStandsOrdersAreTakenAndReachItLater() throws Exception {
        awaitService();
        String projectEnv = FrontDoor.projectEnv();
        try (Broker broker =
                new Broker(
                        setting("kafka.bootstrap.servers"),
                        EmbeddedKafka.clientSettings(Servers.PASSWORD))) {
            broker.awaitEvent(
                    ProjectEnvCreated.class, e -> e.build().projectEnv().name().equals(projectEnv));
            List<String> ordered = new ArrayList<>();
            try (Stopped _ = Stopped.stop(kafka())) {
                for (int i = 0; i < 20; i++) {
                    Response order = post("/project-envs/" + projectEnv + "/builds", "{}");
                    order.then().statusCode(202);
                    assertThat(Duration.ofMillis(order.time())).isLessThan(LONGEST_ANSWER);
                    ordered.add(order.path("id"));
                }
            }
            broker.awaitEvent(
                    BuildRequested.class,
                    ordered.size(),
                    e -> e.build().projectEnv().name().equals(projectEnv));
            assertThat(
                            broker
                                    .events(
                                            BuildRequested.class,
                                            e -> e.build().projectEnv().name().equals(projectEnv))
                                    .stream()
                                    .map(e -> e.build().id().toString())
                                    .distinct())
                    .containsExactlyElementsOf(ordered);
        }
    }
}
