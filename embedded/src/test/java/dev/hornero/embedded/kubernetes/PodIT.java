// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.await;
import static dev.hornero.embedded.kubernetes.RunningCluster.terminated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the kubelet makes of pods. */
class PodIT {

    @RegisterExtension
    private static final RunningCluster CLUSTER = new RunningCluster(ClusterSettings.DEFAULT);

    @TempDir private Path work;

    @Test
    void aScriptRunsAndItsEndIsTold() {
        create(
                Pods.script(
                        "ends",
                        "echo out; echo err >&2; printf bye > /dev/termination-log; exit 3"));

        Pod pod = CLUSTER.awaitPod("ends", RunningCluster::isOver);

        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(terminated(pod).getExitCode()).isEqualTo(3);
        assertThat(terminated(pod).getReason()).isEqualTo("Error");
        assertThat(terminated(pod).getMessage()).isEqualTo("bye");
        assertThat(CLUSTER.log(pod, "main").lines()).containsExactlyInAnyOrder("out", "err");
        assertThat(CLUSTER.eventsOf("ends")).contains("Scheduled", "Created", "Started");
    }

    @Test
    void anImageOfLoadTestsWaitsAndLeavesADigestWhereKanikoWould() {
        create(
                new PodBuilder(Pods.script("waits", "exit 3"))
                        .editSpec()
                        .editFirstContainer()
                        .withImage("load-test.localhost/waits:0.2")
                        .withCommand()
                        .withArgs("--destination=a/b", "--digest-file=/dev/termination-log")
                        .endContainer()
                        .endSpec()
                        .build());

        Pod pod = CLUSTER.awaitPod("waits", RunningCluster::isOver);

        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(terminated(pod).getMessage()).matches("sha256:[0-9a-f]{64}");
        assertThat(CLUSTER.log(pod, "main")).contains("Waiting for 0.2 s");
    }

    @Test
    void anImageOfLoadTestsIsStoppedAsAnyContainerIs() {
        create(
                new PodBuilder(Pods.script("waits-long", "exit 3"))
                        .editSpec()
                        .editFirstContainer()
                        .withImage("load-test.localhost/waits:600")
                        .endContainer()
                        .endSpec()
                        .build());
        CLUSTER.awaitPod("waits-long", RunningCluster::isRunning);

        CLUSTER.client().pods().withName("waits-long").withGracePeriod(600).delete();

        await().until(() -> CLUSTER.client().pods().withName("waits-long").get() == null);
    }

    @Test
    void theEnvironmentComesFromSecretsAndIsExpandedInArguments() {
        secret("env", Map.of("key", "from $(A)"));
        Pod pod = Pods.script("env", "printf '%s|' \"$1\" \"$2\" \"$HIDDEN\"");
        create(
                new PodBuilder(pod)
                        .editSpec()
                        .editFirstContainer()
                        .addToArgs("sh", "$(LATER)", "$$(LATER) $(NOTSET)")
                        .addToEnv(new EnvVar("FIRST", "1", null))
                        .addToEnv(
                                new EnvVarBuilder()
                                        .withName("HIDDEN")
                                        .withNewValueFrom()
                                        .withNewSecretKeyRef("key", "env", false)
                                        .endValueFrom()
                                        .build())
                        .addToEnv(new EnvVar("LATER", "$(FIRST)+$(HIDDEN)", null))
                        .endContainer()
                        .endSpec()
                        .build());

        Pod over = CLUSTER.awaitPod("env", RunningCluster::isOver);

        assertThat(CLUSTER.log(over, "main"))
                .isEqualTo("1+from $(A)|$(LATER) $(NOTSET)|from $(A)|\n");
    }

    @Test
    void volumesStandAtTheirPathsAndNowhereElse() throws Exception {
        secret("files", Map.of("id", "key material", "other", "x"));
        Volume secret =
                new VolumeBuilder()
                        .withName("keys")
                        .withNewSecret()
                        .withSecretName("files")
                        .withDefaultMode(256)
                        .addNewItem("id", null, "id_ed25519")
                        .endSecret()
                        .build();
        VolumeMount whole =
                new VolumeMountBuilder()
                        .withName("keys")
                        .withMountPath("/hornero-it/keys")
                        .withReadOnly(true)
                        .build();
        Pod pod =
                Pods.script(
                        "volumes",
                        "set -e; cd /hornero-it; cat keys/id_ed25519 single; stat -c %a keys/id_ed25519;"
                                + " ls keys | wc -l; ! touch keys/new 2>/dev/null");
        pod = Pods.withVolume(pod, secret, whole);
        create(
                new PodBuilder(pod)
                        .editSpec()
                        .editFirstContainer()
                        .addNewVolumeMount()
                        .withName("keys")
                        .withMountPath("/hornero-it/single")
                        .withSubPath("id_ed25519")
                        .endVolumeMount()
                        .endContainer()
                        .endSpec()
                        .build());

        Pod over = CLUSTER.awaitPod("volumes", RunningCluster::isOver);

        assertThat(CLUSTER.log(over, "main")).isEqualTo("key materialkey material400\n1\n");
        assertThat(over.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(Path.of("/hornero-it")).doesNotExist();
        assertThat(filesOf(over).resolve("volumes")).doesNotExist();
    }

    @Test
    void aSubPathThatLeadsOutOfItsVolumeIsNotMounted() throws Exception {
        Path secret = Files.writeString(work.resolve("secret"), "of this machine");
        Path volume = Files.createDirectory(work.resolve("volume"));
        Files.createSymbolicLink(volume.resolve("link"), secret);
        create(
                Pods.withVolume(
                        Pods.script("leads-out", "cat /mounted"),
                        new VolumeBuilder()
                                .withName("v")
                                .withNewHostPath(volume.toString(), "Directory")
                                .build(),
                        new VolumeMountBuilder()
                                .withName("v")
                                .withMountPath("/mounted")
                                .withSubPath("link")
                                .build()));

        Pod pod =
                CLUSTER.awaitPod(
                        "leads-out",
                        p -> "CreateContainerConfigError".equals(RunningCluster.waitingReason(p)));

        assertThat(
                        pod.getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getWaiting()
                                .getMessage())
                .contains("leads out of the volume v");
        CLUSTER.client().pods().withName("leads-out").delete();
    }

    @Test
    void aMissingSecretLeavesThePodCreatingUntilItIsThere() {
        Volume volume =
                new VolumeBuilder()
                        .withName("late")
                        .withNewSecret()
                        .withSecretName("late")
                        .endSecret()
                        .build();
        create(
                Pods.withVolume(
                        Pods.script("late", "cat /late/k"),
                        volume,
                        new VolumeMountBuilder().withName("late").withMountPath("/late").build()));

        Pod waiting =
                CLUSTER.awaitPod(
                        "late", p -> "ContainerCreating".equals(RunningCluster.waitingReason(p)));
        await().until(() -> CLUSTER.eventsOf("late").contains("FailedMount"));
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Pending");

        secret("late", Map.of("k", "here"));

        Pod over = CLUSTER.awaitPod("late", RunningCluster::isOver);
        assertThat(CLUSTER.log(over, "main")).isEqualTo("here\n");
    }

    @Test
    void aMissingKeyOfTheEnvironmentIsAConfigurationError() {
        create(
                new PodBuilder(Pods.script("nokey", "true"))
                        .editSpec()
                        .editFirstContainer()
                        .addToEnv(
                                new EnvVarBuilder()
                                        .withName("X")
                                        .withNewValueFrom()
                                        .withNewSecretKeyRef("k", "nowhere", false)
                                        .endValueFrom()
                                        .build())
                        .endContainer()
                        .endSpec()
                        .build());

        Pod pod =
                CLUSTER.awaitPod(
                        "nokey",
                        p -> "CreateContainerConfigError".equals(RunningCluster.waitingReason(p)));

        assertThat(
                        pod.getStatus()
                                .getContainerStatuses()
                                .getFirst()
                                .getState()
                                .getWaiting()
                                .getMessage())
                .isEqualTo("secret \"nowhere\" not found");
        CLUSTER.client().pods().withName("nokey").delete();
    }

    @Test
    void aMissingClaimLeavesThePodUnscheduled() {
        create(
                Pods.withVolume(
                        Pods.script("noclaim", "true"),
                        new VolumeBuilder()
                                .withName("v")
                                .withNewPersistentVolumeClaim("nowhere", false)
                                .build(),
                        new VolumeMountBuilder().withName("v").withMountPath("/v").build()));

        Pod pod = CLUSTER.awaitPod("noclaim", p -> !p.getStatus().getConditions().isEmpty());

        PodCondition scheduled = pod.getStatus().getConditions().getFirst();
        assertThat(scheduled.getType()).isEqualTo("PodScheduled");
        assertThat(scheduled.getReason()).isEqualTo("Unschedulable");
        assertThat(scheduled.getMessage()).contains("persistentvolumeclaim \"nowhere\" not found");
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        CLUSTER.client().pods().withName("noclaim").delete();
    }

    @Test
    void moreThanTheNodeHasIsUnschedulable() {
        create(
                new PodBuilder(Pods.script("huge", "true"))
                        .editSpec()
                        .addToNodeSelector("kubernetes.io/os", "plan9")
                        .endSpec()
                        .build());

        await().until(() -> CLUSTER.eventsOf("huge").contains("FailedScheduling"));
        CLUSTER.client().pods().withName("huge").delete();
    }

    @Test
    void anImageNobodyHasIsPulledInVain() {
        create(
                new PodBuilder(Pods.script("noimage", "true"))
                        .editSpec()
                        .editFirstContainer()
                        .withImage("registry.invalid/nothing:1")
                        .endContainer()
                        .endSpec()
                        .build());

        CLUSTER.awaitPod("noimage", p -> "ErrImagePull".equals(RunningCluster.waitingReason(p)));
        CLUSTER.awaitPod(
                "noimage", p -> "ImagePullBackOff".equals(RunningCluster.waitingReason(p)));
        CLUSTER.client().pods().withName("noimage").delete();
    }

    @Test
    void anArgumentBeyondTheKernelsLimitCannotStart() {
        create(
                new PodBuilder(Pods.script("long", "true"))
                        .editSpec()
                        .editFirstContainer()
                        .addToArgs("x".repeat(140_000))
                        .endContainer()
                        .endSpec()
                        .build());

        Pod pod = CLUSTER.awaitPod("long", RunningCluster::isOver);

        assertThat(terminated(pod).getReason()).isEqualTo("StartError");
        assertThat(terminated(pod).getExitCode()).isEqualTo(128);
        assertThat(terminated(pod).getMessage()).contains("argument list too long");
    }

    @Test
    void deletionAsksFirstAndKillsWhatDoesNotListen() throws Exception {
        String mark = "stubborn-" + UUID.randomUUID();
        create(
                Pods.script(
                        "stubborn",
                        "trap '' TERM; sh -c \"trap '' TERM; while :; do sleep 1; done; : %s\" & echo up; wait; while :; do sleep 1; done"
                                .formatted(mark)));
        Pod pod = CLUSTER.awaitPod("stubborn", RunningCluster::isRunning);
        await().until(() -> CLUSTER.log(pod, "main").contains("up"));
        assertThat(anyRuns(mark)).isTrue();

        CLUSTER.client().pods().withName("stubborn").withGracePeriod(2).delete();
        Pod going = CLUSTER.client().pods().withName("stubborn").get();
        assertThat(going.getMetadata().getDeletionTimestamp()).isNotNull();

        await().until(() -> CLUSTER.client().pods().withName("stubborn").get() == null);
        await().until(() -> !anyRuns(mark));
        await().until(() -> !Files.exists(filesOf(pod)));
    }

    private static boolean anyRuns(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(process ->
                        process.info().commandLine().filter(l -> l.contains(mark)).isPresent());
    }

    @Test
    void aContainerThatListensHasTimeToEnd() {
        create(
                Pods.script(
                        "polite",
                        "trap 'echo stopping; exit 0' TERM; echo up; while :; do sleep 0.1; done"));
        Pod pod = CLUSTER.awaitPod("polite", RunningCluster::isRunning);
        await().until(() -> CLUSTER.log(pod, "main").contains("up"));
        Instant before = Instant.now();

        CLUSTER.client().pods().withName("polite").delete();

        await().until(() -> CLUSTER.client().pods().withName("polite").get() == null);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void containersOfAPodAreFollowedAndNamed() {
        Pod two =
                new PodBuilder(Pods.script("two", "echo from main"))
                        .editSpec()
                        .addNewContainer()
                        .withName("side")
                        .withImage(BuildJobs.CHECKOUT)
                        .withCommand("sh", "-c", "echo from side")
                        .endContainer()
                        .endSpec()
                        .build();
        create(two);

        Pod over = CLUSTER.awaitPod("two", RunningCluster::isOver);

        assertThat(CLUSTER.log(over, "side")).isEqualTo("from side\n");
        assertThatThrownBy(() -> CLUSTER.client().pods().withName("two").getLog())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("a container name must be specified for pod two");
    }

    @Test
    void initContainersRunInOrderAndAFailedOneEndsThePod() {
        create(
                new PodBuilder(Pods.script("init", "echo never"))
                        .editSpec()
                        .addNewInitContainer()
                        .withName("first")
                        .withImage(BuildJobs.CHECKOUT)
                        .withCommand("sh", "-c", "echo first")
                        .endInitContainer()
                        .addNewInitContainer()
                        .withName("second")
                        .withImage(BuildJobs.CHECKOUT)
                        .withCommand("sh", "-c", "echo second; exit 5")
                        .endInitContainer()
                        .endSpec()
                        .build());

        Pod over = CLUSTER.awaitPod("init", RunningCluster::isOver);

        assertThat(over.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(over.getStatus().getInitContainerStatuses())
                .extracting(c -> c.getState().getTerminated().getExitCode())
                .containsExactly(0, 5);
        assertThat(RunningCluster.waitingReason(over)).isEqualTo("PodInitializing");
        assertThatThrownBy(() -> CLUSTER.log(over, "main"))
                .hasMessageContaining("is waiting to start: PodInitializing");
    }

    @Test
    void aSidecarRunsBesideTheOthersAndEndsAfterThem() throws Exception {
        create(
                withSidecar(
                        Pods.script(
                                "beside",
                                "cat /data/from-sidecar; sleep 1; echo done >/data/done")));

        Pod over = CLUSTER.awaitPod("beside", RunningCluster::isOver);

        assertThat(over.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(CLUSTER.log(over, "main")).isEqualTo("ready\n");
        assertThat(CLUSTER.log(over, "side")).isEqualTo("done\n");
    }

    @Test
    void aSidecarOfADeletedPodIsStoppedLast() throws Exception {
        Pod pod =
                withSidecar(
                        Pods.script(
                                "deleted-last",
                                "trap 'sleep 1; echo done >/data/done; exit 0' TERM; cat"
                                        + " /data/from-sidecar; while :; do sleep 0.1; done"));
        create(pod);
        Pod running = CLUSTER.awaitPod("deleted-last", RunningCluster::isRunning);
        await().until(() -> CLUSTER.log(running, "main").contains("ready"));

        CLUSTER.client().pods().withName("deleted-last").delete();

        await().until(() -> CLUSTER.client().pods().withName("deleted-last").get() == null);
        await().untilAsserted(() -> assertThat(work.resolve("copy")).hasContent("done"));
    }

    private Pod withSidecar(Pod pod) throws IOException {
        // A container's root owns nothing of this machine
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxrwxrwx"));
        VolumeMount mount =
                new VolumeMountBuilder().withName("work").withMountPath("/data").build();
        return new PodBuilder(
                        Pods.withVolume(
                                pod,
                                new VolumeBuilder()
                                        .withName("work")
                                        .withNewHostPath(work.toString(), "")
                                        .build(),
                                mount))
                .editSpec()
                .addNewInitContainer()
                .withName("side")
                .withRestartPolicy("Always")
                .withImage(BuildJobs.CHECKOUT)
                .withCommand("sh", "-c")
                .withArgs(
                        "trap 'cat /data/done; cp /data/done /data/copy; exit 0' TERM; echo ready"
                                + " >/data/from-sidecar; while :; do sleep 0.1; done")
                .withVolumeMounts(mount)
                .endInitContainer()
                .endSpec()
                .build();
    }

    private static void create(Pod pod) {
        CLUSTER.client().resource(pod).create();
    }

    private static void secret(String name, Map<String, String> data) {
        CLUSTER.client()
                .resource(
                        new SecretBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withStringData(data)
                                .build())
                .create();
    }

    private static Path filesOf(Pod pod) {
        return CLUSTER.data().resolve("kubelet/pods").resolve(pod.getMetadata().getUid());
    }
}
