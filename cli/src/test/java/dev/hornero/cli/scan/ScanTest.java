// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.CommandLineRun;
import dev.hornero.cli.CommandLineRun.Result;
import dev.hornero.cli.server.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
    private static final String NEEDY =
            """
            # syntax=docker/dockerfile:1
            FROM alpine AS base
            # VERSION the version to show
            ARG VERSION
            ARG COLOUR=blue
            RUN echo ${VERSION} ${COLOUR}
            """;

    @TempDir private Path directory;

    private Path dockerfile(String name, String content) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private static JsonNode json(Result result) throws JsonProcessingException {
        return Json.parse(result.out());
    }

    @Test
    void tellsPeopleWhatIsMissing() throws IOException {
        Path path = dockerfile("Dockerfile", NEEDY);

        Result result = CommandLineRun.alone().hornero("scan", path.toString());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out().replace(path.toString(), "Dockerfile"))
                .isEqualTo(
                        """
                        Dockerfile: 1 value is missing
                          ARGUMENT  VALUE                   DEFAULT  LINE  DESCRIPTION
                          VERSION   required, may be empty  -        4     the version to show
                          COLOUR    optional                blue     5
                        """);
    }

    @Test
    void tellsMachinesTheSame() throws IOException {
        Path path = dockerfile("Dockerfile", NEEDY);

        JsonNode json = json(CommandLineRun.alone().hornero("scan", path.toString(), "-o", "json"));

        assertThat(json.path("path").asText()).isEqualTo(path.toString());
        assertThat(json.path("stages"))
                .hasToString(
                        """
                        [{"index":0,"name":"base","base":"alpine","reachable":true,"line":2}]\
                        """);
        assertThat(json.path("arguments"))
                .hasToString(
                        """
                        [{"name":"VERSION","requirement":"REQUIRED","evidence":"EXPLICIT",\
                        "hard":false,"description":"the version to show","line":4,"lines":[4],\
                        "stages":[0]},\
                        {"name":"COLOUR","requirement":"OPTIONAL","hard":false,"default":"blue",\
                        "line":5,"lines":[5],"stages":[0]}]\
                        """);
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void nothingIsMissingOnceTheValueIsGiven() throws IOException {
        Path path = dockerfile("Dockerfile", NEEDY);

        Result result =
                CommandLineRun.alone().hornero("scan", path.toString(), "--arg", "VERSION=1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("nothing is missing");
    }

    @Test
    void aTargetNeedsNoMoreThanItsStages() throws IOException {
        Path path =
                dockerfile(
                        "Dockerfile",
                        """
                        FROM alpine AS first
                        RUN true
                        FROM alpine AS last
                        ARG KEY
                        RUN echo $KEY
                        """);

        assertThat(CommandLineRun.alone().hornero("scan", path.toString()).exitCode()).isEqualTo(3);
        assertThat(
                        CommandLineRun.alone()
                                .hornero("scan", path.toString(), "--target", "first")
                                .exitCode())
                .isZero();
    }

    @Test
    void whatIsNoDockerfileSaysTheLine() throws IOException {
        Path path = dockerfile("Dockerfile", "FROM alpine\nRUNN true\n");

        Result result = CommandLineRun.alone().hornero("scan", path.toString());
        JsonNode json = json(CommandLineRun.alone().hornero("scan", path.toString(), "-o", "json"));

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("not a valid Dockerfile, line 2").contains("RUNN");
        assertThat(json.path("error").path("line").asInt()).isEqualTo(2);
    }

    @Test
    void aDirectoryStandsForItsDockerfiles() throws IOException {
        dockerfile("Dockerfile", "FROM scratch\n");
        dockerfile("web/Dockerfile.prod", NEEDY);
        dockerfile("web/api.dockerfile", "FROM scratch\n");
        dockerfile("web/Dockerfile.dockerignore", "*\n");
        dockerfile("node_modules/Dockerfile", "nonsense\n");

        Result result = CommandLineRun.alone().hornero("scan", directory.toString(), "-o", "jsonl");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out().lines())
                .extracting(line -> Json.parse(line).path("path").asText())
                .containsExactly(
                        directory.resolve("Dockerfile").toString(),
                        directory.resolve("web/Dockerfile.prod").toString(),
                        directory.resolve("web/api.dockerfile").toString());
    }

    @Test
    void manyFilesPassThroughOneProcess() throws IOException {
        Path needy = dockerfile("a/Dockerfile", NEEDY);
        Path broken = dockerfile("b/Dockerfile", "RUNN\n");

        Result result =
                CommandLineRun.alone()
                        .in("%s\n\n%s\n".formatted(needy, broken).repeat(1000))
                        .hornero("scan", "--files-from", "-", "-o", "jsonl");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out().lines())
                .hasSize(2000)
                .allMatch(line -> line.startsWith("{\"path\":"));
    }

    @Test
    void aFileThatCannotBeReadStopsNoOther() throws IOException {
        Path fine = dockerfile("Dockerfile", "FROM scratch\n");

        Result result =
                CommandLineRun.alone()
                        .in(directory.resolve("gone") + "\n" + fine + "\n")
                        .hornero("scan", "--files-from", "-", "-o", "jsonl");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.out()).contains("cannot read it");
    }

    @Test
    void somethingHasToBeScanned() {
        assertThat(CommandLineRun.alone().hornero("scan").exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.alone().hornero("scan", "no/such/file").err())
                .contains("no/such/file does not exist");
    }

    @Test
    void optionsOfRepositoriesDoNotGoWithPaths() throws IOException {
        Path path = dockerfile("Dockerfile", "FROM scratch\n");

        assertThat(
                        CommandLineRun.alone()
                                .hornero("scan", path.toString(), "--branch", "main")
                                .exitCode())
                .isEqualTo(2);
    }
}
