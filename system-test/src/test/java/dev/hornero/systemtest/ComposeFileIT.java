// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker-compose.yml} as Compose itself reads it; no engine is needed for that. */
class ComposeFileIT {
    private static final List<String> OURS =
            List.of(
                    "project-service",
                    "scanner-service",
                    "build-orchestrator",
                    "status-service",
                    "console");

    @TempDir Path folder;

    @Test
    void composeAcceptsTheFileAndItHasEveryService() throws Exception {
        JsonNode services = new YAMLMapper().readTree(config().toFile()).at("/services");

        assertThat(services.properties().stream().map(Map.Entry::getKey))
                .containsAll(OURS)
                .contains("kafka", "postgres");
    }

    private Path config() throws Exception {
        Path output = folder.resolve("config.yml");
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder("docker-compose", "config")
                        .directory(Path.of("..").toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
        assertThat(process.waitFor()).as("see %s", errors).isZero();
        return output;
    }
}
