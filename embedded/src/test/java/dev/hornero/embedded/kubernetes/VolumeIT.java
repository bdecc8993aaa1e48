// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static dev.hornero.embedded.kubernetes.RunningCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Claims and the volumes they get. */
class VolumeIT {

    @RegisterExtension
    private static final RunningCluster CLUSTER = new RunningCluster(ClusterSettings.DEFAULT);

    @TempDir private Path host;

    @Test
    void aClaimOfTheDefaultClassGetsADirectoryThatGoesWithIt() {
        create(BuildJobs.claim("dynamic"));

        PersistentVolumeClaim bound = awaitBound("dynamic");
        assertThat(bound.getSpec().getStorageClassName()).isEqualTo(EmbeddedCluster.STORAGE_CLASS);
        Path directory =
                Path.of(volume(bound.getSpec().getVolumeName()).getSpec().getHostPath().getPath());
        assertThat(directory).isDirectory();

        CLUSTER.client().persistentVolumeClaims().withName("dynamic").delete();

        await().until(() -> volume(bound.getSpec().getVolumeName()) == null);
        assertThat(directory).doesNotExist();
    }

    @Test
    void aClaimThatNamesItsVolumeIsBoundToItAndAPodUsesIt() throws Exception {
        Path directory = host.resolve("static");
        create(volume("static", directory, "Retain"));
        create(claimOf("static", "static"));
        awaitBound("static");

        Pod pod =
                Pods.withVolume(
                        Pods.script("uses-static", "echo kept > /volume/file"),
                        new VolumeBuilder()
                                .withName("v")
                                .withNewPersistentVolumeClaim("static", false)
                                .build(),
                        new VolumeMountBuilder().withName("v").withMountPath("/volume").build());
        create(pod);
        CLUSTER.awaitPod("uses-static", RunningCluster::isOver);
        CLUSTER.client().persistentVolumeClaims().withName("static").delete();

        await().until(() -> "Released".equals(volume("static").getStatus().getPhase()));
        assertThat(directory.resolve("file")).hasContent("kept");
        CLUSTER.client().persistentVolumes().withName("static").delete();
        await().until(() -> volume("static") == null);
        assertThat(directory).exists();
    }

    @Test
    void aStaticVolumeToBeDeletedTakesItsDirectoryWithIt() throws Exception {
        Path directory = Files.createDirectories(host.resolve("deleted/inside")).getParent();
        create(volume("deleted", directory, "Delete"));
        create(claimOf("deleted", "deleted"));
        awaitBound("deleted");

        CLUSTER.client().persistentVolumeClaims().withName("deleted").delete();

        await().until(() -> volume("deleted") == null);
        assertThat(directory).doesNotExist();
    }

    @Test
    void aClaimInUseStaysUntilThePodIsOver() {
        create(BuildJobs.claim("used"));
        awaitBound("used");
        create(
                Pods.withVolume(
                        Pods.script("user", "while [ ! -e /volume/stop ]; do sleep 0.1; done"),
                        new VolumeBuilder()
                                .withName("v")
                                .withNewPersistentVolumeClaim("used", false)
                                .build(),
                        new VolumeMountBuilder().withName("v").withMountPath("/volume").build()));
        CLUSTER.awaitPod("user", RunningCluster::isRunning);

        CLUSTER.client().persistentVolumeClaims().withName("used").delete();
        PersistentVolumeClaim going = claim("used");
        assertThat(going.getMetadata().getDeletionTimestamp()).isNotNull();
        assertThat(going.getMetadata().getFinalizers())
                .containsExactly("kubernetes.io/pvc-protection");

        CLUSTER.client().pods().withName("user").withGracePeriod(0).delete();
        await().until(() -> claim("used") == null);
    }

    @Test
    void aClassNobodyHasLeavesTheClaimPendingSayingSo() {
        create(
                new PersistentVolumeClaimBuilder(BuildJobs.claim("classless"))
                        .editSpec()
                        .withStorageClassName("gold")
                        .endSpec()
                        .build());

        await().until(() -> CLUSTER.eventsOf("classless").contains("ProvisioningFailed"));
        assertThat(claim("classless").getStatus().getPhase()).isEqualTo("Pending");
    }

    private PersistentVolumeClaim awaitBound(String name) {
        return await().until(() -> claim(name), c -> "Bound".equals(c.getStatus().getPhase()));
    }

    private static PersistentVolumeClaim claim(String name) {
        return CLUSTER.client().persistentVolumeClaims().withName(name).get();
    }

    private static PersistentVolume volume(String name) {
        return CLUSTER.client().persistentVolumes().withName(name).get();
    }

    private static PersistentVolume volume(String name, Path directory, String policy) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("")
                .withPersistentVolumeReclaimPolicy(policy)
                .withAccessModes("ReadWriteOnce")
                .addToCapacity("storage", new Quantity("5Gi"))
                .withNewHostPath(directory.toString(), "")
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim claimOf(String name, String volume) {
        return new PersistentVolumeClaimBuilder(BuildJobs.claim(name))
                .editSpec()
                .withStorageClassName("")
                .withVolumeName(volume)
                .endSpec()
                .build();
    }

    private static void create(io.fabric8.kubernetes.api.model.HasMetadata object) {
        CLUSTER.client().resource(object).create();
    }
}
