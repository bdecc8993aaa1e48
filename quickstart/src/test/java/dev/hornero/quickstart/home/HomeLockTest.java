// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

    @TempDir private Path directory;

    @Test
    void aSecondRunOnOneHomeIsRefusedAndToldByWhom() {
        Home home = Home.prepare(directory);
        try (HomeLock _ = HomeLock.acquire(home)) {
            assertThatThrownBy(() -> HomeLock.acquire(home))
                    .isInstanceOf(QuickstartException.class)
                    .hasMessageContaining("already runs on " + directory)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void afterTheFirstRunTheNextOneMayStart() {
        Home home = Home.prepare(directory);
        HomeLock.acquire(home).close();

        HomeLock.acquire(home).close();
    }

    @Test
    void aHomeIsReadableForItsOwnerOnly() throws Exception {
        Home home = Home.prepare(directory.resolve("new"));

        assertThat(Files.getPosixFilePermissions(home.directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aHomeThatCannotBeIsSaidInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThatThrownBy(() -> Home.prepare(file.resolve("home")))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("choose another place with --home");
    }
}
