// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.server.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs git. */
class RepositoryScanIT {
    @TempDir private Path repository;

    @BeforeEach
    void commit() throws IOException, InterruptedException {
        git("init", "--quiet", "--initial-branch", "trunk");
        Files.createDirectories(repository.resolve("app"));
        Files.writeString(
                repository.resolve("app/Dockerfile"), "FROM alpine\nARG KEY\nRUN echo $KEY\n");
        git("add", ".");
        git("commit", "--quiet", "--message", "Need a key");
    }

    private String git(String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("git", "-c", "user.name=Ana", "-c", "user.email=ana@example.com"));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private Result scan(String... more) {
        List<String> args = new ArrayList<>(List.of("scan", repository.toUri().toString()));
        args.addAll(List.of(more));
        return CommandLineRun.alone().hornero(args.toArray(String[]::new));
    }

    @Test
    void readsTheDockerfileOfTheDefaultBranchWithoutAClone() throws Exception {
        Result result = scan("--dockerfile", "app/Dockerfile", "--stats", "-o", "json");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        JsonNode json = Json.parse(result.out());
        assertThat(json.path("path").asText()).isEqualTo("app/Dockerfile");
        assertThat(json.path("commit").asText()).isEqualTo(git("rev-parse", "HEAD"));
        assertThat(json.path("bytesReceived").asLong()).isPositive();
        assertThat(json.path("fetches").asInt()).isPositive();
        assertThat(json.has("millis")).isTrue();
    }

    @Test
    void aMissingDockerfileIsAReasonAndASentence() {
        Result result = scan();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("hornero: DOCKERFILE_NOT_FOUND: ");
    }

    @Test
    void aMissingBranchNamesTheOthers() {
        assertThat(scan("--branch", "trunc").err())
                .startsWith("hornero: BRANCH_NOT_FOUND: ")
                .contains("trunk");
    }
}
