// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static dev.hornero.systemtest.Rest.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of builds, read from the REST API alone. */
class BuildsIT {
    private static final int PORT_BASE = 18080;
    private static final Duration BUILD = Duration.ofMinutes(2);
    private static final String WAITS_FOR_VERSION =
            """
            FROM scratch
            # VERSION what the image says of itself
            ARG VERSION
            ARG GREETING=hello
            LABEL version=${VERSION} greeting=${GREETING}
            COPY Dockerfile /
            """;
    private static final String SHELL =
            """
            FROM scratch
            COPY --chmod=755 busybox /bin/sh
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static RunningHornero hornero;
    private static Repositories repositories;
    private static Rest rest;

    @BeforeAll
    static void start() {
        repositories = new Repositories(folder.resolve("repositories"));
        hornero = RunningHornero.start(folder.resolve("home"), PORT_BASE);
        rest = hornero.rest();
        rest.post(
                "/api/v1/environments",
                object("name", "dev", "cluster", "local", "namespace", "builds"));
    }

    @AfterAll
    static void stop() {
        if (hornero != null) {
            hornero.close();
        }
        if (repositories != null) {
            repositories.close();
        }
    }

    @Test
    void aBuildAsksForItsValueAndThenSucceedsWithADigest() {
        // Given
        String project = name("asks");
        String build =
                initialBuild(project, repositories.withDockerfile(project, WAITS_FOR_VERSION));

        // When
        JsonNode waiting = awaitPhase(build, "NEEDS_VALUES");

        // Then
        assertThat(waiting.at("/missing/0/name").asText()).isEqualTo("VERSION");
        assertThat(waiting.at("/missing/0/description").asText())
                .isEqualTo("what the image says of itself");
        assertThat(projectEnv(project).at("/phase").asText()).isEqualTo("NEEDS_VALUES");
        assertThat(projectEnv(project).at("/optional/0/default").asText()).isEqualTo("hello");

        // When
        rest.patch("/api/v1/project-envs/dev-" + project + "/args", object("VERSION", "1.2")).ok();

        // Then
        JsonNode done = awaitPhase(build, "SUCCEEDED");
        assertThat(done.at("/digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(done.at("/image").asText()).contains("dev-" + project + ":latest");
        assertThat(done.at("/commit/sha").asText()).hasSize(40);
        assertThat(done.at("/times").properties().stream().map(Map.Entry::getKey))
                .contains(
                        "requested",
                        "scanned",
                        "resolved",
                        "queued",
                        "launched",
                        "started",
                        "ended");
        assertThat(rest.get("/status/v1/builds/" + build + "/logs").text()).isNotBlank();
    }

    @Test
    void aCommandThatFailsEndsTheBuildWithItsExitCodeAndASentence() {
        String project = name("fails");
        String build =
                initialBuild(
                        project,
                        repositories.withShell(
                                project,
                                SHELL + "RUN [\"/bin/sh\", \"sh\", \"-c\", \"exit 7\"]\n"));

        JsonNode failed = awaitPhase(build, "FAILED");

        assertThat(failed.at("/reason").asText()).isEqualTo("DOCKERFILE_STEP_FAILED");
        assertThat(failed.at("/exitCode").asInt()).isEqualTo(7);
        assertThat(failed.at("/message").asText()).contains("RUN");
        assertThat(failed.at("/hint").asText()).isNotBlank();
    }

    @Test
    void buildsOfOneProjectEnvWaitForEachOtherAndCanBeCancelled() {
        // Given
        String project = name("slow");
        String running =
                initialBuild(
                        project,
                        repositories.withShell(
                                project,
                                SHELL + "RUN [\"/bin/sh\", \"sh\", \"-c\", \"sleep 600\"]\n"));
        awaitPhase(running, "RUNNING");

        // When
        String queued = build(project, object());

        // Then
        assertThat(awaitPhase(queued, "QUEUED").at("/ahead").asInt()).isEqualTo(1);

        // When
        rest.post("/api/v1/builds/" + queued + "/cancel", object()).ok();
        rest.post("/api/v1/builds/" + running + "/cancel", object()).ok();

        // Then
        awaitPhase(queued, "CANCELLED");
        awaitPhase(running, "CANCELLED");
        assertThat(rest.post("/api/v1/builds/" + running + "/cancel", object()).status())
                .isEqualTo(409);
    }

    @Test
    void aBuildThatWaitsForValuesCanBeCancelled() {
        String project = name("unasked");
        String build =
                initialBuild(project, repositories.withDockerfile(project, WAITS_FOR_VERSION));
        awaitPhase(build, "NEEDS_VALUES");

        rest.post("/api/v1/builds/" + build + "/cancel", object()).ok();

        awaitPhase(build, "CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere,   dev,     '',       Dockerfile,       REPOSITORY_NOT_FOUND",
        "there,     release, '',       Dockerfile,       BRANCH_NOT_FOUND",
        "there,     dev,     'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', Dockerfile, COMMIT_NOT_FOUND",
        "there,     dev,     '',       build/Dockerfile, DOCKERFILE_NOT_FOUND",
        "there,     dev,     '',       broken,           DOCKERFILE_INVALID"
    })
    void whatCannotBeReadEndsWithAReasonAndASentence(
            String repository, String branch, String commit, String dockerfile, String reason) {
        // Given
        repositories.commit(
                "there",
                Map.of(
                        "Dockerfile", WAITS_FOR_VERSION.getBytes(UTF_8),
                        "broken", "FROM scratch\nRUNN true\n".getBytes(UTF_8)));
        String project = name("odd");
        rest.post(
                        "/api/v1/projects",
                        object(
                                "name", project,
                                "repository", repositories.url(repository),
                                "dockerfilePath", dockerfile))
                .ok();
        Map<String, Object> projectEnv =
                object("project", project, "environment", "dev", "branch", branch);
        if (!commit.isEmpty()) {
            projectEnv.put("commit", commit);
        }

        // When
        String build = rest.post("/api/v1/project-envs", projectEnv).ok().at("/build/id").asText();

        // Then
        JsonNode failed = awaitPhase(build, "FAILED");
        assertThat(failed.at("/reason").asText()).isEqualTo(reason);
        assertThat(failed.at("/message").asText()).contains(" ").endsWith(".");
        if (reason.equals("BRANCH_NOT_FOUND")) {
            assertThat(failed.at("/message").asText()).contains("dev");
        }
        if (reason.equals("DOCKERFILE_INVALID")) {
            assertThat(failed.at("/line").asInt()).isEqualTo(2);
        }
    }

    private static String name(String stem) {
        return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String initialBuild(String project, String repository) {
        rest.post("/api/v1/projects", object("name", project, "repository", repository)).ok();
        return rest.post("/api/v1/project-envs", object("project", project, "environment", "dev"))
                .ok()
                .at("/build/id")
                .asText();
    }

    private static String build(String project, Map<String, Object> parameters) {
        return rest.post("/api/v1/project-envs/dev-" + project + "/builds", parameters)
                .ok()
                .at("/id")
                .asText();
    }

    private static JsonNode projectEnv(String project) {
        for (JsonNode item : rest.get("/status/v1/project-envs?limit=200").ok().at("/items")) {
            if (item.at("/name").asText().equals("dev-" + project)) {
                return item;
            }
        }
        throw new AssertionError("no ProjectEnv of " + project);
    }

    private static JsonNode awaitPhase(String build, String phase) {
        List<String> ends = List.of("SUCCEEDED", "FAILED", "CANCELLED");
        return Awaitility.await()
                .atMost(BUILD)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> rest.get("/status/v1/builds/" + build),
                        answer -> {
                            if (answer.status() != 200) {
                                return false;
                            }
                            String now = answer.json().at("/phase").asText();
                            if (ends.contains(now) && !now.equals(phase)) {
                                throw new AssertionError(
                                        "wanted " + phase + ", but: " + answer.text());
                            }
                            return now.equals(phase);
                        })
                .json();
    }
}
