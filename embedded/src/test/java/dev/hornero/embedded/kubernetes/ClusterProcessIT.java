// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster as a process that is killed, or told to stop, in the middle of a Job. */
class ClusterProcessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path directory;
    private Process process;
    private KubernetesClient client;

    @BeforeEach
    void letContainersLook() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        process.destroy();
        process.waitFor();
    }

    @Test
    void aJobGoesOnWhileTheClusterIsKilledAndItsEndIsSeenAfterwards() throws Exception {
        start();
        client.resource(waitingJob("survivor")).create();
        Pod before = awaitRunning("survivor");
        awaitLog(before, "begun");

        process.destroyForcibly().waitFor();
        Files.createFile(directory.resolve("go"));
        start();

        Job done = awaitCondition("survivor", "Complete");
        Pod after = podOf("survivor");
        assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
        assertThat(log(after)).isEqualTo("begun\nwent on\n");
        assertThat(done.getStatus().getSucceeded()).isEqualTo(1);
        assertThat(after.getStatus().getContainerStatuses().getFirst().getRestartCount()).isZero();
    }

    @Test
    void aContainerThatTheMachineLostWasADisruptionAndTheJobTriesAgain() throws Exception {
        start();
        client.resource(waitingJob("lost")).create();
        Pod first = awaitRunning("lost");
        awaitLog(first, "begun");

        process.destroyForcibly().waitFor();
        killContainersOf(first);
        Files.createFile(directory.resolve("go"));
        start();

        awaitCondition("lost", "Complete");
        List<Pod> pods = client.pods().withLabel("job-name", "lost").list().getItems();
        assertThat(pods).hasSize(2);
        Pod disrupted = pods.stream().filter(pod -> isSame(pod, first)).findFirst().orElseThrow();
        assertThat(RunningCluster.terminated(disrupted).getExitCode()).isEqualTo(137);
        assertThat(disrupted.getStatus().getConditions())
                .anyMatch(c -> c.getType().equals("DisruptionTarget"));
    }

    @Test
    void toldToStopItStopsItsContainersAndTheJobTriesAgainAtTheNextStart() throws Exception {
        start();
        client.resource(waitingJob("stopped")).create();
        Pod first = awaitRunning("stopped");
        awaitLog(first, "begun");

        process.destroy();
        process.waitFor();
        assertThat(containerProcesses(first)).isEmpty();
        Files.createFile(directory.resolve("go"));
        start();

        awaitCondition("stopped", "Complete");
    }

    /** Waits for a file, so that the test decides when it ends; disruptions are tried again. */
    private Job waitingJob(String name) {
        return new JobBuilder(
                        BuildJobs.script(
                                name,
                                "echo begun; while [ ! -e %s/go ]; do sleep 0.1; done; echo went on"
                                        .formatted(directory)))
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewVolume()
                .withName("directory")
                .withNewHostPath(directory.toString(), "Directory")
                .endVolume()
                .editFirstContainer()
                .addNewVolumeMount()
                .withName("directory")
                .withMountPath(directory.toString())
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .endTemplate()
                .withBackoffLimit(2)
                .withNewPodFailurePolicy()
                .addNewRule()
                .withAction("Count")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .endRule()
                .endPodFailurePolicy()
                .endSpec()
                .build();
    }

    private void start() throws Exception {
        Path kubeconfig = directory.resolve("kubeconfig");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClusterProcess.class.getName(),
                                "--data",
                                directory.resolve("data").toString(),
                                "--port",
                                "0",
                                "--kubeconfig-out",
                                kubeconfig.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("ready");
        if (client != null) {
            client.close();
        }
        client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                        .build();
    }

    private Pod awaitRunning(String job) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.pods().withLabel("job-name", job).list().getItems(),
                        pods -> !pods.isEmpty() && RunningCluster.isRunning(pods.getFirst()))
                .getFirst();
    }

    private void awaitLog(Pod pod, String text) {
        await().atMost(PATIENCE).until(() -> log(pod).contains(text));
    }

    private Job awaitCondition(String job, String type) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.batch().v1().jobs().withName(job).get(),
                        j ->
                                j.getStatus().getConditions().stream()
                                        .map(JobCondition::getType)
                                        .anyMatch(type::equals));
    }

    private Pod podOf(String job) {
        return client.pods().withLabel("job-name", job).list().getItems().getFirst();
    }

    private String log(Pod pod) {
        return client.pods().resource(pod).inContainer("main").getLog();
    }

    private static boolean isSame(Pod pod, Pod other) {
        return pod.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private void killContainersOf(Pod pod) {
        containerProcesses(pod).forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> containerProcesses(pod).isEmpty());
    }

    private static List<ProcessHandle> containerProcesses(Pod pod) {
        return ProcessHandle.allProcesses()
                .filter(p ->
                        p.info()
                                .commandLine()
                                .filter(line -> line.contains(pod.getMetadata().getUid()))
                                .isPresent())
                .toList();
    }
}
