// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever process is killed in the middle of a build, the build ends well. */
@ExtendWith(SharedHornero.class)
class KilledProcessesIT {
    private static final String QUICK =
            """
            FROM scratch
            COPY Dockerfile /
            """;
    private static final String SLOW =
            """
            FROM scratch
            COPY --chmod=755 busybox /bin/busybox
            RUN ["/bin/busybox", "sleep", "3"]
            """;

    private final RunningHornero hornero;
    private final Repositories repositories;
    private final Shop shop;

    KilledProcessesIT(RunningHornero hornero, Repositories repositories, Shop shop) {
        this.hornero = hornero;
        this.repositories = repositories;
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project-service",
                "scanner-service",
                "build-orchestrator",
                "status-service",
                "console",
                "KafkaProcess",
                "PostgresProcess"
            })
    void aBuildEndsWellThoughAProcessIsKilledJustAfterItWasAskedFor(String process) {
        String project = Shop.name("killed");
        String build = shop.initialBuild(project, repositories.withDockerfile(project, QUICK));

        hornero.child(process).destroyForcibly();

        assertThat(shop.awaitPhase(build, "SUCCEEDED").at("/digest").asText())
                .startsWith("sha256:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"build-orchestrator", "ClusterProcess", "status-service"})
    void aBuildEndsWellThoughAProcessIsKilledWhileItRuns(String process) {
        String project = Shop.name("killed");
        String build = shop.initialBuild(project, repositories.withShell(project, SLOW));
        shop.awaitPhase(build, "RUNNING");

        hornero.child(process).destroyForcibly();

        assertThat(shop.awaitPhase(build, "SUCCEEDED").at("/digest").asText())
                .startsWith("sha256:");
    }

    @Test
    void aWaitingBuildStillWaitsWhenEverythingWasKilled() {
        // Given
        String project = Shop.name("waiting");
        String build =
                shop.initialBuild(
                        project,
                        repositories.withDockerfile(
                                project,
                                "FROM scratch\nARG VERSION\nLABEL version=$VERSION\nCOPY . /\n"));
        shop.awaitPhase(build, "NEEDS_VALUES");

        // When
        for (String process : List.of("project-service", "scanner-service", "status-service")) {
            hornero.child(process).destroyForcibly();
        }

        // Then
        shop.awaitPhase(build, "NEEDS_VALUES");
        shop.give(project, "VERSION", "1");
        shop.awaitPhase(build, "SUCCEEDED");
    }
}
