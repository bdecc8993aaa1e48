// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir private Path directory;

    @Test
    void aRunningProcessIsFoundAgain() {
        PidFile file = PidFile.of(directory, "kafka");
        file.write(ProcessHandle.current());

        assertThat(PidFile.allIn(directory))
                .singleElement()
                .satisfies(found -> assertThat(found.running()).contains(ProcessHandle.current()));
    }

    @Test
    void aStrangerWithTheSameProcessIdIsNotTaken() throws Exception {
        PidFile file = PidFile.of(directory, "kafka");
        Instant longAgo = Instant.parse("2026-01-01T00:00:00Z");
        Files.writeString(file.path(), ProcessHandle.current().pid() + " " + longAgo);

        assertThat(file.running()).isEmpty();
    }

    @Test
    void aFileCutShortByACrashNamesNobody() throws Exception {
        PidFile file = PidFile.of(directory, "kafka");
        for (String content : new String[] {"", "12", "12 ", "x 2026-01-01T00:00:00Z", "1 2026"}) {
            Files.writeString(file.path(), content);

            assertThat(file.running()).as(content).isEmpty();
        }
    }

    @Test
    void aFileThatIsGoneNamesNobody() {
        assertThat(PidFile.of(directory, "kafka").running()).isEmpty();
    }
}
