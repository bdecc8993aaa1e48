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

        assertThat(json)
                .hasToString(
                        """
                        {"path":"%s",\
                        "stages":[{"index":0,"name":"base","base":"alpine","reachable":true,"line":2}],\
                        "arguments":[\
                        {"name":"VERSION","requirement":"REQUIRED","evidence":"EXPLICIT","hard":false,\
                        "default":null,"description":"the version to show","line":4,"stages":[0],\
                        "since":[],"declarations":[{"line":4,"stage":0,"default":null}]},\
                        {"name":"COLOUR","requirement":"OPTIONAL","evidence":null,"hard":false,\
                        "default":"blue","description":null,"line":5,"stages":[0],\
                        "since":[],"declarations":[{"line":5,"stage":0,"default":"blue"}]}],\
                        "secrets":[],"warnings":[],"consequences":[],"error":null}\
                        """
                                .formatted(path));
    }

    @Test
    void peopleSeeADefaultAsItIsWrittenWhileItHangsOnAMissingValue() throws IOException {
        Path path =
                dockerfile(
                        "Dockerfile",
                        "ARG RELEASE\nARG IMAGE=kafka:$RELEASE\nARG OTHER=x\nFROM $IMAGE-$OTHER\n");

        String waiting = CommandLineRun.alone().hornero("scan", path.toString()).out();
        String known =
                CommandLineRun.alone()
                        .hornero("scan", path.toString(), "--arg", "RELEASE=4.1")
                        .out();

        assertThat(waiting).containsPattern("IMAGE +optional +kafka:\\$RELEASE ");
        assertThat(known).containsPattern("IMAGE +optional +kafka:4.1 ");
    }

    @Test
    void peopleSeeEachOfTwoDefaultsWithItsLine() throws IOException {
        Path path =
                dockerfile(
                        "Dockerfile",
                        """
                        ARG V=1
                        FROM alpine:$V AS a
                        ARG V=2
                        FROM alpine:$V
                        ARG V="1"
                        COPY --from=a / /
                        """);

        Result result = CommandLineRun.alone().hornero("scan", path.toString());

        assertThat(result.out())
                .containsPattern("V +optional +1 \\(line 1,5\\), 2 \\(line 3\\) +1,3,5");
    }

    @Test
    void aFileCannotSteerTheTerminalNorFillIt() throws IOException {
        Path odd =
                dockerfile(
                        "Dockerfile", "FROM a\nARG V=\u001b[31m" + "x".repeat(5000) + "\nRUN x\n");
        Path binary =
                dockerfile(
                        "b/Dockerfile",
                        "\u007fELF\u0002\u001b]0;x\u0007" + "y".repeat(5000) + "\n");

        assertThat(CommandLineRun.alone().hornero("scan", odd.toString()).out())
                .doesNotContain("\u001b")
                .hasSizeLessThan(500);
        assertThat(CommandLineRun.alone().hornero("scan", binary.toString()).out())
                .contains("unknown instruction")
                .doesNotContain("\u001b", "\u0007")
                .hasSizeLessThan(700);
    }

    @Test
    void aFileBeyondTheLimitIsNoDockerfile() throws IOException {
        Path path = dockerfile("Dockerfile", "FROM alpine\n" + "#\n".repeat(1 << 19));

        Result result = CommandLineRun.alone().hornero("scan", path.toString());

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("larger than the limit of 524288 bytes");
    }

    @Test
    void anUnknownTargetIsAnErrorAndAnUnknownArgumentAWarning() throws IOException {
        Path path = dockerfile("Dockerfile", "FROM alpine AS web\n");

        Result target = CommandLineRun.alone().hornero("scan", path.toString(), "--target", "wbe");
        Result argument =
                CommandLineRun.alone().hornero("scan", path.toString(), "--arg", "TYPO=1");

        assertThat(target.exitCode()).isEqualTo(4);
        assertThat(target.out())
                .endsWith(
                        "/Dockerfile: target stage \"wbe\" could not be found (did you mean web?)\n");
        assertThat(argument.exitCode()).isZero();
        assertThat(argument.out()).contains("warning: ").contains("TYPO");
    }

    @Test
    void peopleSeeWhatAValueBringsAndWhatRestsOnIt() throws IOException {
        Path path =
                dockerfile(
                        "Dockerfile",
                        """
                        ARG VARIANT
                        FROM scratch AS base-dev
                        ARG DEVTOOLS
                        LABEL d=$DEVTOOLS
                        FROM scratch AS base-prod
                        FROM base-${VARIANT}
                        """);

        Result open = CommandLineRun.alone().hornero("scan", path.toString());
        Result picked =
                CommandLineRun.alone().hornero("scan", path.toString(), "--arg", "VARIANT=dev");

        assertThat(open.out()).contains("  with VARIANT=dev: also DEVTOOLS\n");
        assertThat(picked.exitCode()).isEqualTo(3);
        assertThat(picked.out()).contains("  DEVTOOLS: needed since VARIANT is given\n");
    }

    @Test
    void anEmptyValueThatCannotWorkIsStillMissing() throws IOException {
        Path path = dockerfile("Dockerfile", "ARG TAG\nFROM alpine:$TAG\n");

        Result result = CommandLineRun.alone().hornero("scan", path.toString(), "--arg", "TAG=");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).containsPattern("TAG +required ");
    }

    @Test
    void nothingIsMissingOnceTheValueIsGiven() throws IOException {
        Path path = dockerfile("Dockerfile", NEEDY);

        Result result =
                CommandLineRun.alone().hornero("scan", path.toString(), "--arg", "VERSION=1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("nothing is missing").containsPattern("VERSION +given ");
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

        Result last = CommandLineRun.alone().hornero("scan", path.toString());
        assertThat(last.exitCode()).isEqualTo(3);
        assertThat(last.out()).contains("built: last (1 of 2 stages)");
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
        assertThat(result.out())
                .contains("not a valid Dockerfile, line 2: unknown instruction: RUNN (did you");
        assertThat(json.path("error").path("line").asInt()).isEqualTo(2);
        assertThat(json.path("stages")).isEmpty();
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
        assertThat(Json.parse(result.out().lines().findFirst().orElseThrow()))
                .hasToString(
                        """
                        {"path":"%s","stages":[],"arguments":[],"secrets":[],"warnings":[],\
                        "consequences":[],\
                        "error":{"line":1,"message":"cannot read it: there is no such file"}}\
                        """
                                .formatted(directory.resolve("gone")));
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
