// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.server.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    @Test
    void aMissingKeyNamesTheOption() {
        Result result = CommandLineRun.alone().hornero("scan", "ssh://git@127.0.0.1:1/app.git");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("hornero: AUTH_FAILED: ").contains("--ssh-key");
    }

    @Test
    void aUrlThatCannotBeReadSendsNobodyToSettings() {
        Result result = CommandLineRun.alone().hornero("scan", "ftp://127.0.0.1/app.git");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("hornero: HOST_NOT_ALLOWED: ")
                .contains("For scan there is nothing to set");
    }

    @Test
    void theTokenIsShownToNobodyWithoutEncryption() throws IOException {
        Queue<String> shown = new ConcurrentLinkedQueue<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    shown.add(exchange.getRequestHeaders().keySet().toString());
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                });
        server.start();
        try {
            CommandLineRun.alone()
                    .variable("HORNERO_GIT_TOKEN", "t0ken")
                    .hornero(
                            "scan",
                            "http://127.0.0.1:%d/app.git".formatted(server.getAddress().getPort()));
        } finally {
            server.stop(0);
        }

        assertThat(shown).hasSize(1).noneMatch(headers -> headers.contains("Authorization"));
    }
}
