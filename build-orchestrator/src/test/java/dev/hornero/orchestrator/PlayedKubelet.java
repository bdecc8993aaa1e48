// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Plays the kubelet for the Pods of a namespace: says what became of their containers. */
public final class PlayedKubelet {
    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String namespace;

    public PlayedKubelet(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The Pod of a Job, once there is one. */
    public Optional<Pod> podOf(String job) {
        return client
                .pods()
                .inNamespace(namespace)
                .withLabel("batch.kubernetes.io/job-name", job)
                .list()
                .getItems()
                .stream()
                .findFirst();
    }

    /** The checkout ran well and the executor runs. */
    public void runs(Pod pod) {
        status(pod, "Running", ended(0, ""), running());
    }

    /** The executor ended well with this digest. */
    public void succeeds(Pod pod, String digest) {
        status(pod, "Succeeded", ended(0, ""), ended(0, digest));
    }

    /** The executor ended with a code that is not 0. */
    public void fails(Pod pod, int exitCode) {
        status(pod, "Failed", ended(0, ""), ended(exitCode, "sha256:" + "0".repeat(64)));
    }

    /** The image of the checkout is not available. */
    public void cannotPull(Pod pod) {
        status(
                pod,
                "Pending",
                new ContainerStateBuilder()
                        .withNewWaiting("no such image", "ImagePullBackOff")
                        .build(),
                new ContainerStateBuilder().withNewWaiting(null, "PodInitializing").build());
    }

    /** The executor of a Pod that was asked to go was killed, and the Pod is gone. */
    public void goes(Pod pod) {
        status(pod, "Failed", ended(0, ""), ended(137, ""));
        client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .withGracePeriod(0)
                .delete();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder().withNewRunning(now()).build();
    }

    private static ContainerState ended(int exitCode, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(exitCode == 0 ? "Completed" : "Error")
                .withMessage(message)
                .withStartedAt(now())
                .withFinishedAt(now())
                .endTerminated()
                .build();
    }

    /** What has ended stays so, and who else writes the Pod meanwhile does not stop the kubelet. */
    private void status(Pod pod, String phase, ContainerState checkout, ContainerState build) {
        boolean written = false;
        while (!written) {
            try {
                client.pods()
                        .inNamespace(namespace)
                        .withName(pod.getMetadata().getName())
                        .editStatus(
                                seen -> isOver(seen) ? seen : with(seen, phase, checkout, build));
                written = true;
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT) {
                    throw e;
                }
            }
        }
    }

    private static boolean isOver(Pod pod) {
        return Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static Pod with(Pod pod, String phase, ContainerState checkout, ContainerState build) {
        return new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase(phase)
                .withInitContainerStatuses(container("checkout", checkout))
                .withContainerStatuses(container("build", build))
                .endStatus()
                .build();
    }

    private static ContainerStatus container(String name, ContainerState state) {
        return new ContainerStatusBuilder()
                .withName(name)
                .withImage("image")
                .withImageID("image")
                .withReady(false)
                .withRestartCount(0)
                .withState(state)
                .build();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
