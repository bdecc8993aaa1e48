// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.embedded.postgres.EmbeddedPostgres;
import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.events.Code;
import dev.hornero.events.apikey.ApiKeyIssued;
import dev.hornero.events.apikey.Role;
import dev.hornero.http.apikey.ApiKeyDigest;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.envelope.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Asks the packaged service over HTTP, with a million builds stored, at a fixed rate: each kind of
 * request for some seconds, with its time counted from when it was due.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -DskipTests verify -pl status-service -am
 * -Dbenchmark=imagebuild.BuildListBenchmark}
 *
 * <p>Argument: a directory beside that of the packaged service. Ends with 1 where a goal is missed.
 */
public final class BuildListBenchmark {
    private static final int BUILDS = 1_000_000;
    private static final int PROJECT_ENVS = 50_000;

    /** Requests a second. */
    private static final int RATE = 200;

    private static final int SECONDS = 10;
    private static final int WARM_UP_SECONDS = 3;
    private static final String KEY = "hk_viewer_of_the_benchmark";
    private static final String SCHEMA = "status_read_1";
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GOAL_OF_A_PAGE = Duration.ofMillis(20);
    private static final Duration GOAL_OF_A_BUILD = Duration.ofMillis(5);
    private static final double TAIL = 0.99;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final URI server;
    private final List<String> ids;

    private BuildListBenchmark(URI server, List<String> ids) {
        this.server = server;
        this.ids = ids;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        Path packaged = Path.of(args[0]).resolveSibling("quarkus-app");
        boolean good;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
                EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            postgres.createDatabase("status");
            int port = LoopbackPorts.free();
            Process service = start(packaged, postgres, kafka, port);
            try {
                URI server = URI.create("http://127.0.0.1:" + port);
                awaitReady(server);
                issueKey(kafka);
                PGSimpleDataSource database = database(postgres);
                Instant begin = Instant.now();
                GeneratedBuilds.make(database, SCHEMA, PROJECT_ENVS, BUILDS);
                System.out.printf(
                        "%,d builds of %,d ProjectEnvs stored in %d s%n",
                        BUILDS, PROJECT_ENVS, Duration.between(begin, Instant.now()).toSeconds());
                good = new BuildListBenchmark(server, someIds(database)).run();
            } finally {
                service.destroy();
                service.waitFor();
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static Process start(
            Path directory, EmbeddedPostgres postgres, EmbeddedKafka kafka, int port)
            throws IOException {
        ProcessBuilder service =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-Djdk.virtualThreadScheduler.parallelism=64",
                                "-jar",
                                directory.resolve("quarkus-run.jar").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolveSibling("benchmark-service.log").toFile());
        service.environment()
                .putAll(
                        Map.of(
                                "QUARKUS_HTTP_HOST", "127.0.0.1",
                                "QUARKUS_HTTP_PORT", Integer.toString(port),
                                "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("status"),
                                "QUARKUS_DATASOURCE_USERNAME", EmbeddedPostgres.USER,
                                "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
                                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()));
        return service.start();
    }

    private static void awaitReady(URI server) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(server.resolve("/q/health/ready")).build();
        Awaitility.await()
                .atMost(START)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() ->
                        client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode()
                                == 200);
    }

    private static void issueKey(EmbeddedKafka kafka) throws Exception {
        var issued =
                new Envelope<>(
                        UUID.randomUUID().toString(),
                        "project-service",
                        Instant.now(),
                        Optional.empty(),
                        new ApiKeyIssued(
                                UUID.randomUUID().toString(),
                                "benchmark",
                                ApiKeyDigest.of(KEY),
                                Code.of(Role.VIEWER),
                                Optional.empty()));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(new EventCodec().encode(issued).toRecord()).get();
        }
    }

    private static PGSimpleDataSource database(EmbeddedPostgres postgres) {
        var database = new PGSimpleDataSource();
        database.setUrl(postgres.jdbcUrl("status"));
        database.setUser(EmbeddedPostgres.USER);
        database.setPassword(postgres.password());
        return database;
    }

    private static List<String> someIds(PGSimpleDataSource database) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet row =
                        select.executeQuery(
                                "select id from "
                                        + SCHEMA
                                        + ".build order by random() limit 2000")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    private boolean run() throws Exception {
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("nothing (liveness)", () -> "/q/health/live");
        kinds.put("one build", () -> "/status/v1/builds/" + ids.get(random.nextInt(ids.size())));
        kinds.put("its number", () -> page("projectEnv", name()) + "&number=" + number());
        kinds.put("newest", () -> "/status/v1/builds?limit=50");
        kinds.put("next page", deepCursors());
        kinds.put("projectEnv", () -> page("projectEnv", name()));
        kinds.put("project", () -> page("project", GeneratedBuilds.project(some())));
        kinds.put("environment", () -> page("environment", GeneratedBuilds.environment(some())));
        kinds.put("phase", () -> page("phase", phase()));
        kinds.put(
                "environment and phase",
                () ->
                        page("phase", phase())
                                + "&environment="
                                + GeneratedBuilds.environment(some()));
        kinds.put("project list", () -> "/status/v1/project-envs?limit=50");
        boolean good = true;
        System.out.printf(
                "%d requests a second for %d s each%n%-22s %9s %9s %9s%n",
                RATE, SECONDS, "", "p50 ms", "p99 ms", "goal");
        for (Map.Entry<String, Supplier<String>> kind : kinds.entrySet()) {
            ask(kind.getValue(), WARM_UP_SECONDS);
            long[] nanos = ask(kind.getValue(), SECONDS);
            Duration goal = kind.getKey().equals("one build") ? GOAL_OF_A_BUILD : GOAL_OF_A_PAGE;
            Duration tail = Duration.ofNanos(nanos[(int) (nanos.length * TAIL)]);
            System.out.printf(
                    "%-22s %9.1f %9.1f %9d%n",
                    kind.getKey(),
                    nanos[nanos.length / 2] / 1e6,
                    tail.toNanos() / 1e6,
                    goal.toMillis());
            good &= tail.compareTo(goal) <= 0;
        }
        return good;
    }

    /** Pages at any depth: their cursors are made by walking, once. */
    private Supplier<String> deepCursors() throws Exception {
        List<String> cursors = new ArrayList<>();
        String path = "/status/v1/builds?limit=200";
        for (int i = 0; i < 50; i++) {
            Matcher next = NEXT.matcher(answer(path));
            if (!next.find()) {
                break;
            }
            path =
                    "/status/v1/builds?limit=50&cursor="
                            + URLEncoder.encode(next.group(1), StandardCharsets.UTF_8);
            cursors.add(path);
        }
        return () -> cursors.get(random.nextInt(cursors.size()));
    }

    private int some() {
        return random.nextInt(PROJECT_ENVS);
    }

    private String name() {
        return GeneratedBuilds.projectEnv(some());
    }

    private int number() {
        return random.nextInt(BUILDS / PROJECT_ENVS) + 1;
    }

    private String phase() {
        return Arrays.asList("SUCCEEDED", "FAILED", "CANCELLED", "QUEUED", "NEEDS_VALUES")
                .get(random.nextInt(5));
    }

    private static String page(String filter, String value) {
        return "/status/v1/builds?limit=50&" + filter + "=" + value;
    }

    /** Nanoseconds of each request, sorted. */
    private long[] ask(Supplier<String> paths, int seconds) throws Exception {
        List<Future<Long>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < RATE * seconds; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / RATE;
                String path = paths.get();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime()); // the rate is the load
                answers.add(
                        callers.submit(() -> {
                            answer(path);
                            return System.nanoTime() - due;
                        }));
            }
        }
        long[] nanos = new long[answers.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = answers.get(i).get();
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private String answer(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Authorization", "Bearer " + KEY)
                        .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
