// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.orchestrator.imagebuild.model.Observation;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** What is seen of a Pod. */
class PodReaderTest {
    private static final ContainerState RUNNING =
            new ContainerStateBuilder().withNewRunning("2026-03-01T10:15:30Z").build();
    private static final ContainerState CANNOT_PULL =
            new ContainerStateBuilder().withNewWaiting("no such image", "ErrImagePull").build();
    private static final ContainerState INITIALIZING =
            new ContainerStateBuilder().withNewWaiting(null, "PodInitializing").build();

    @Test
    void whatRunsBesideTheBuildIsNoneOfIt() {
        Observation.Pod pod =
                pod(
                        new ContainerStatus[] {
                            container("clean-up", RUNNING), container("checkout", RUNNING)
                        },
                        container("build", INITIALIZING),
                        container("mesh-proxy", RUNNING));

        assertThat(pod.containers())
                .extracting(Observation.Container::name)
                .containsExactly("checkout", "build");
    }

    @Test
    void whatItWaitsForIsWhatTheBuildWaitsFor() {
        Observation.Pod pod =
                pod(
                        new ContainerStatus[] {
                            container("clean-up", CANNOT_PULL), container("checkout", INITIALIZING)
                        },
                        container("build", INITIALIZING));

        assertThat(pod.container("clean-up").orElseThrow().state())
                .isEqualTo(new Observation.ContainerState.Waiting("ErrImagePull", "no such image"));
    }

    private static Observation.Pod pod(ContainerStatus[] init, ContainerStatus... containers) {
        return PodReader.pod(
                new PodBuilder()
                        .withNewMetadata()
                        .withName("prod-shop-7")
                        .withUid("7c0f9f5e-6a5b-4b7e-9d55-0a4e6c1f2b3d")
                        .withCreationTimestamp("2026-03-01T10:15:29Z")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Pending")
                        .withInitContainerStatuses(init)
                        .withContainerStatuses(containers)
                        .endStatus()
                        .build());
    }

    private static ContainerStatus container(String name, ContainerState state) {
        return new ContainerStatusBuilder().withName(name).withState(state).build();
    }
}
