// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerOutputTest {

    @TempDir private Path directory;

    @Test
    void stepsAndOutputAreToldAndTheFailureHasTheCommandsCode() throws Exception {
        Path file = directory.resolve("log");
        BuildException failure;
        try (ContainerLog log =
                ContainerLog.open(file, file.resolveSibling("reserve"), Clock.systemUTC())) {
            var output =
                    new DockerOutput(
                            new BuildLog(log, Clock.systemUTC()),
                            new ContainerPaths(List.of(), directory.resolve("files")));
            for (String line :
                    new String[] {
                        "#1 [internal] load build definition from Dockerfile",
                        "#5 [build 2/3] RUN make",
                        "#5 0.123 making",
                        "#5 ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code: 7",
                        "ERROR: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 7"
                    }) {
                output.line(line);
            }
            failure = output.failure(1);
        }

        assertThat(Files.readString(file)).contains("RUN make").contains("F making");
        assertThat(failure.exitCode()).isEqualTo(7);
        assertThat(failure).hasMessageStartingWith("error building image: ");
    }
}
