// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static dev.hornero.systemtest.Rest.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of builds, read from the REST API alone. */
@ExtendWith(SharedHornero.class)
class BuildsIT {
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
            COPY --chmod=755 busybox /bin/busybox
            """;

    private final Repositories repositories;
    private final Shop shop;
    private final Rest rest;

    BuildsIT(Repositories repositories, Shop shop) {
        this.repositories = repositories;
        this.shop = shop;
        this.rest = shop.rest();
    }

    @Test
    void aBuildAsksForItsValueAndThenSucceedsWithADigest() {
        // Given
        String project = Shop.name("asks");
        String build =
                shop.initialBuild(project, repositories.withDockerfile(project, WAITS_FOR_VERSION));

        // When
        JsonNode waiting = shop.awaitPhase(build, "NEEDS_VALUES");

        // Then
        assertThat(waiting.at("/missing/0/name").asText()).isEqualTo("VERSION");
        assertThat(waiting.at("/missing/0/description").asText())
                .isEqualTo("what the image says of itself");
        assertThat(shop.projectEnv(project).at("/phase").asText()).isEqualTo("NEEDS_VALUES");
        assertThat(shop.projectEnv(project).at("/optional/0/default").asText()).isEqualTo("hello");

        // When
        shop.give(project, "VERSION", "1.2");

        // Then
        JsonNode done = shop.awaitPhase(build, "SUCCEEDED");
        assertThat(done.at("/digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(done.at("/image").asText()).contains("dev-" + project + ":latest");
        assertThat(done.at("/commit/sha").asText()).hasSize(40);
        eventually(() ->
                assertThat(times(build))
                        .contains(
                                "requested",
                                "scanned",
                                "resolved",
                                "queued",
                                "launched",
                                "started",
                                "ended"));
        eventually(() ->
                assertThat(rest.get("/status/v1/builds/" + build + "/logs").text()).isNotBlank());
    }

    @Test
    void anExampleWithACommandIsBuiltOnAnImageThatWasBuiltBefore() {
        // Given
        String base = Shop.name("base");
        String baseBuild =
                shop.initialBuild(
                        base,
                        repositories.withShell(
                                base, SHELL + "RUN [\"/bin/busybox\", \"--install\", \"/bin\"]\n"));
        String image = shop.awaitPhase(baseBuild, "SUCCEEDED").at("/image").asText();
        String project = Shop.name("greets");

        // When
        String build = shop.initialBuild(project, repositories.withExample(project, "with-run"));

        // Then
        JsonNode waiting = shop.awaitPhase(build, "NEEDS_VALUES");
        assertThat(waiting.at("/missing").findValuesAsText("name"))
                .containsExactlyInAnyOrder("BASE", "NAME");

        // When
        shop.give(project, "BASE", image);
        shop.give(project, "NAME", "Ada");

        // Then
        assertThat(shop.awaitPhase(build, "SUCCEEDED").at("/digest").asText())
                .startsWith("sha256:");
    }

    @Test
    void aValueWinsOverTheEnvOfTheBaseImage() {
        // Given
        String base = Shop.name("base");
        String baseBuild =
                shop.initialBuild(
                        base, repositories.withShell(base, SHELL + "ENV SHELL_VERSION=1.36\n"));
        String image = shop.awaitPhase(baseBuild, "SUCCEEDED").at("/image").asText();
        String project = Shop.name("wins");
        String dockerfile =
                """
                ARG BASE
                FROM ${BASE}
                ARG SHELL_VERSION
                RUN ["/bin/busybox", "sh", "-c", "echo version $SHELL_VERSION"]
                """;

        // When
        String build =
                shop.initialBuild(
                        project,
                        Map.of("repository", repositories.withDockerfile(project, dockerfile)),
                        Map.of("BASE", image, "SHELL_VERSION", "2.0"));

        // Then
        shop.awaitPhase(build, "SUCCEEDED");
        eventually(() ->
                assertThat(rest.get("/status/v1/builds/" + build + "/logs").text())
                        .contains("version 2.0"));
    }

    @Test
    void aCommandThatFailsEndsTheBuildWithItsExitCodeAndASentence() {
        String project = Shop.name("fails");
        String build =
                shop.initialBuild(
                        project,
                        repositories.withShell(
                                project,
                                SHELL + "RUN [\"/bin/busybox\", \"sh\", \"-c\", \"exit 7\"]\n"));

        JsonNode failed = shop.awaitPhase(build, "FAILED");

        assertThat(failed.at("/reason").asText()).isEqualTo("DOCKERFILE_STEP_FAILED");
        assertThat(failed.at("/exitCode").asInt()).isEqualTo(7);
        assertThat(failed.at("/instruction").asText()).startsWith("RUN");
        assertThat(failed.at("/message").asText()).contains("exit code 7");
        assertThat(failed.at("/hint").asText()).isNotBlank();
    }

    @Test
    void buildsOfOneProjectEnvWaitForEachOtherAndCanBeCancelled() {
        // Given
        String project = Shop.name("slow");
        String running =
                shop.initialBuild(
                        project,
                        repositories.withShell(
                                project, SHELL + "RUN [\"/bin/busybox\", \"sleep\", \"600\"]\n"));
        shop.awaitPhase(running, "RUNNING");

        // When
        String queued = shop.build(project, object());

        // Then
        assertThat(shop.awaitPhase(queued, "QUEUED").at("/ahead").asInt()).isEqualTo(1);

        // When
        rest.post("/api/v1/builds/" + queued + "/cancel", object()).ok();
        rest.post("/api/v1/builds/" + running + "/cancel", object()).ok();

        // Then
        shop.awaitPhase(queued, "CANCELLED");
        shop.awaitPhase(running, "CANCELLED");
        eventually(() ->
                assertThat(rest.post("/api/v1/builds/" + running + "/cancel", object()).status())
                        .isEqualTo(409));
    }

    /** What one service knows another may know a little later, and so may one of another topic. */
    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private List<String> times(String build) {
        return rest.get("/status/v1/builds/" + build).ok().at("/times").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void aBuildThatWaitsForValuesCanBeCancelled() {
        String project = Shop.name("unasked");
        String build =
                shop.initialBuild(project, repositories.withDockerfile(project, WAITS_FOR_VERSION));
        shop.awaitPhase(build, "NEEDS_VALUES");

        rest.post("/api/v1/builds/" + build + "/cancel", object()).ok();

        shop.awaitPhase(build, "CANCELLED");
    }

    @Test
    void theCommandsOfTheReadmeBuildAnImage(@TempDir Path folder) throws Exception {
        repositories.withDockerfile("shop", WAITS_FOR_VERSION);

        assertThat(output(Documented.commands("README.md", "Your own repository"), folder))
                .contains("sha256:");
    }

    @Test
    void theCallsOfTheRestDocumentBuildAnImage(@TempDir Path folder) throws Exception {
        repositories.withDockerfile("store", WAITS_FOR_VERSION);

        assertThat(
                        output(
                                Documented.commands(
                                        "docs/rest.md", "From a repository to an image"),
                                folder))
                .contains("\"phase\"");
        shop.awaitPhase(shop.projectEnv("store").at("/lastBuild/id").asText(), "SUCCEEDED");
    }

    /** What documented commands print, run with the tests' repositories. */
    private String output(String commands, Path folder) throws Exception {
        String here =
                commands.replaceAll(
                        "https://git.example.com/acme/(\\w+).git", repositories.url("$1"));
        Path output = folder.resolve("output");
        ProcessBuilder run =
                new ProcessBuilder("bash", "-euc", here)
                        .directory(Path.of("..").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        run.environment().put("HORNERO_URL", rest.front().toString());
        run.environment().put("HORNERO_KEY", rest.key());
        int exit = run.start().waitFor();
        String printed = Files.readString(output);
        assertThat(exit).as("%s%n%s", here, printed).isZero();
        return printed;
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
        String project = Shop.name("odd");
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
        JsonNode failed = shop.awaitPhase(build, "FAILED");
        assertThat(failed.at("/reason").asText()).isEqualTo(reason);
        assertThat(failed.at("/message").asText()).contains(" ").endsWith(".");
        if (reason.equals("BRANCH_NOT_FOUND")) {
            assertThat(failed.at("/message").asText()).contains("dev");
        }
        if (reason.equals("DOCKERFILE_INVALID")) {
            assertThat(failed.at("/line").asInt()).isEqualTo(2);
        }
    }
}
