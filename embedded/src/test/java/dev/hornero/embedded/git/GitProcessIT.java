// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.process.LoopbackPorts;
import dev.hornero.embedded.process.StartedProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProcessIT {

    @TempDir private Path directory;

    private final int port = LoopbackPorts.free();

    @Test
    void repositoriesAreServedAgainAfterAKill() throws Exception {
        Path served = directory.resolve("served");
        String commit =
                BareRepository.openOrCreate(served.resolve("app.git"), "main")
                        .commit("main", "First", Map.of("file", "text"));

        try (StartedProcess killed = start(served, "first.log").awaitReady()) {
            killed.kill();
        }

        try (StartedProcess again = start(served, "second.log").awaitReady()) {
            assertThat(Git.run("ls-remote", "http://127.0.0.1:%d/app.git".formatted(port)))
                    .contains(commit);
            again.terminate();
        }
    }

    private StartedProcess start(Path served, String log) throws Exception {
        return StartedProcess.start(
                GitProcess.class,
                directory.resolve(log),
                Map.of(),
                "--data",
                served.toString(),
                "--port",
                Integer.toString(port));
    }
}
