// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static final Path LOG = Path.of("apt-get.log");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void withBuildahNothingIsInstalled() {
        FakePrograms programs = new FakePrograms(true, "buildah", "apt-get");

        machine(programs).requireBuilder(LOG);

        assertThat(programs.run).isEmpty();
        assertThat(printed.size()).isZero();
    }

    @Test
    void aDockerWhoseEngineAnswersIsEnough() {
        FakePrograms programs = new FakePrograms(false, "docker");
        programs.engineAnswers = true;

        machine(programs).requireBuilder(LOG);

        assertThat(programs.run).containsExactly("docker version");
    }

    @Test
    void whereBuildsCannotBeKeptApartTheUserHasToTrustThem() {
        FakePrograms programs = new FakePrograms(false);

        assertThatThrownBy(() -> machine(programs).requireIsolation(false))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("read and change your files")
                .hasMessageEndingWith("--trust-dockerfiles");
        assertThat(machine(programs).requireIsolation(true)).isFalse();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("not kept apart");

        programs.keepsApart = true;
        assertThat(machine(programs).requireIsolation(false)).isTrue();
    }

    @Test
    void aDockerClientAloneIsNoBuilder() {
        FakePrograms programs = new FakePrograms(false, "docker", "apt-get");

        assertThatThrownBy(() -> machine(programs).requireBuilder(LOG))
                .isInstanceOf(QuickstartException.class)
                .hasMessageStartingWith("Nothing here can build images: install buildah");
    }

    @Test
    void asRootOnADebianLikeSystemBuildahIsInstalledAndThatIsSaid() {
        FakePrograms programs = new FakePrograms(true, "apt-get");
        programs.installing = "buildah";

        machine(programs).requireBuilder(LOG);

        assertThat(programs.run).containsExactly("apt-get update", "apt-get install");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("installing buildah");
    }

    @Test
    void anInstallationThatFailsPointsToItsLog() {
        FakePrograms programs = new FakePrograms(true, "apt-get");

        assertThatThrownBy(() -> machine(programs).requireBuilder(LOG))
                .isInstanceOf(QuickstartException.class)
                .hasMessageContaining("could not install buildah: see apt-get.log");
    }

    @Test
    void withoutGitItSaysHowToGetIt() {
        assertThatThrownBy(() -> machine(new FakePrograms(true, "buildah")).requireGit())
                .isInstanceOf(QuickstartException.class)
                .hasMessageStartingWith("git is not installed: install it");
    }

    private Machine machine(Programs programs) {
        return new Machine(
                programs,
                new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), false));
    }

    private static final class FakePrograms implements Programs {

        private final boolean root;
        private final Set<String> installed;
        private final List<String> run = new ArrayList<>();
        boolean keepsApart;
        private boolean engineAnswers;
        private String installing = "";

        FakePrograms(boolean root, String... installed) {
            this.root = root;
            this.installed = new HashSet<>(List.of(installed));
        }

        @Override
        public boolean isInstalled(String program) {
            return installed.contains(program);
        }

        @Override
        public boolean succeeds(
                List<String> command,
                Map<String, String> environment,
                Duration patience,
                Optional<Path> log) {
            run.add(command.get(0) + " " + command.get(1));
            if (command.contains("install") && command.contains(installing)) {
                installed.add(installing);
                return true;
            }
            return command.contains("update") || (command.contains("version") && engineAnswers);
        }

        @Override
        public boolean keepContainersApart() {
            return keepsApart;
        }

        @Override
        public boolean isRoot() {
            return root;
        }
    }
}
