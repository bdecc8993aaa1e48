// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownImagesTest {

    @Test
    void theExecutorIsKnownByItsName() {
        assertThat(
                        KnownImages.programOf(
                                "ghcr.io/osscontainertools/kaniko:v1.28.3@sha256:ab", List.of()))
                .contains(Program.EXECUTOR);
        assertThat(KnownImages.programOf("gcr.io/kaniko-project/executor", List.of()))
                .contains(Program.EXECUTOR);
    }

    @Test
    void anImageWhoseCommandIsAShellOrGitIsRunFromThisMachine() {
        assertThat(KnownImages.programOf("alpine/git:2", List.of("/bin/sh", "-c")))
                .contains(Program.COMMAND);
        assertThat(KnownImages.programOf("alpine/git:2", List.of("git"))).contains(Program.COMMAND);
    }

    @Test
    void whatItCannotStandInForIsNoImage() {
        assertThat(KnownImages.programOf("postgres:18", List.of())).isEmpty();
        assertThat(KnownImages.programOf("postgres:18", List.of("postgres"))).isEmpty();
    }

    @Test
    void aRegistryThatNeverResolvesHasNoImages() {
        assertThat(KnownImages.programOf("registry.invalid/kaniko/executor:1", List.of()))
                .isEmpty();
        assertThat(KnownImages.programOf("registry.invalid:5000/git", List.of("sh"))).isEmpty();
    }

    @Test
    void anImageOfLoadTestsOnlyWaitsWhateverItsCommand() {
        assertThat(KnownImages.programOf("load-test.localhost/waits:0.5", List.of()))
                .contains(Program.WAITS);
        assertThat(KnownImages.programOf("load-test.localhost/kaniko:2", List.of("sh", "-c")))
                .contains(Program.WAITS);
    }
}
