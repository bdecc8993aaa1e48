// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownImagesTest {

    private final KnownImages images = KnownImages.DEFAULT;

    @Test
    void theExecutorIsKnownByItsName() {
        assertThat(
                        images.programOf(
                                "ghcr.io/osscontainertools/kaniko:v1.28.3@sha256:ab", List.of()))
                .contains(Program.EXECUTOR);
        assertThat(images.programOf("gcr.io/kaniko-project/executor", List.of()))
                .contains(Program.EXECUTOR);
    }

    @Test
    void anImageWhoseCommandIsAShellOrGitIsRunFromThisMachine() {
        assertThat(images.programOf("alpine/git:2", List.of("/bin/sh", "-c")))
                .contains(Program.COMMAND);
        assertThat(images.programOf("alpine/git:2", List.of("git"))).contains(Program.COMMAND);
    }

    @Test
    void whatItCannotStandInForIsNoImage() {
        assertThat(images.programOf("postgres:18", List.of())).isEmpty();
        assertThat(images.programOf("postgres:18", List.of("postgres"))).isEmpty();
    }

    @Test
    void aRegistryThatNeverResolvesHasNoImages() {
        assertThat(images.programOf("registry.invalid/kaniko/executor:1", List.of())).isEmpty();
        assertThat(images.programOf("registry.invalid:5000/git", List.of("sh"))).isEmpty();
    }

    @Test
    void onceImagesAreNamedOnlyThoseAre() {
        var named = new KnownImages(List.of("kaniko"), List.of("alpine/git:2"));

        assertThat(named.programOf("alpine/git:2", List.of())).contains(Program.COMMAND);
        assertThat(named.programOf("alpine/git:3", List.of("sh"))).isEmpty();
    }

    @Test
    void anImageOfLoadTestsOnlyWaitsWhateverItsCommand() {
        assertThat(images.programOf("load-test.localhost/waits:0.5", List.of()))
                .contains(Program.WAITS);
        assertThat(images.programOf("load-test.localhost/kaniko:2", List.of("sh", "-c")))
                .contains(Program.WAITS);
    }
}
