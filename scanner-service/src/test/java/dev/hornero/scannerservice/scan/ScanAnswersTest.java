// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hornero.dockerfile.DockerfileScanner;
import dev.hornero.dockerfile.ScanRequest;
import dev.hornero.events.BuildId;
import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.LineDefault;
import dev.hornero.git.FetchStats;
import dev.hornero.git.ResolvedCommit;
import dev.hornero.git.SourceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScanAnswersTest {
    private static final BuildRef BUILD =
            new BuildRef(
                    new BuildId(UUID.randomUUID()),
                    1,
                    new ProjectEnvRef(new ProjectEnvId(UUID.randomUUID()), "app", "dev"));

    @Test
    void defaultsThatDifferAreReportedEachWithItsLine() {
        List<BuildArgument> arguments =
                found(
                        """
                        FROM alpine AS build
                        ARG MAJOR=1
                        ARG PORT=808${MAJOR}
                        RUN echo $PORT
                        FROM alpine
                        COPY --from=build / /
                        ARG PORT=9090
                        RUN echo $PORT
                        """);

        assertThat(arguments)
                .extracting(BuildArgument::name, BuildArgument::defaults)
                .containsExactly(
                        tuple("MAJOR", Optional.empty()),
                        tuple(
                                "PORT",
                                Optional.of(
                                        List.of(
                                                new LineDefault(3, "8081"),
                                                new LineDefault(7, "9090")))));
        assertThat(arguments.getLast().defaultValue()).contains("9090");
    }

    private static List<BuildArgument> found(String dockerfile) {
        SourceFile file =
                SourceFile.of(
                        new ResolvedCommit(
                                "3b18e512dba79e4c8300dd08aeb37f8e728b8dad",
                                "Ada",
                                Instant.EPOCH,
                                "s"),
                        "Dockerfile",
                        dockerfile.getBytes(UTF_8),
                        new FetchStats(0, 1, Duration.ZERO));
        return ((ArgsRequired)
                        ScanAnswers.of(
                                BUILD,
                                file,
                                DockerfileScanner.withDefaults()
                                        .scan(
                                                file.content(),
                                                new ScanRequest(Optional.empty(), Map.of()))))
                .arguments();
    }
}
