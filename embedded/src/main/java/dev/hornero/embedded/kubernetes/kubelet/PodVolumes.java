// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a pod's volumes directories of this machine, and says where containers mount them. */
final class PodVolumes {

    private static final int DEFAULT_MODE = 0644;

    /** A volume as it stands on this machine. */
    private record Ready(Path path, boolean readOnly) {}

    private final ClusterObjects objects;
    private final Pod pod;
    private final PodDirectory directory;
    private final Isolation isolation;
    private final PodEnvironment sources;
    private final Map<String, Ready> volumes = new HashMap<>();

    private PodVolumes(
            ClusterObjects objects, Pod pod, PodDirectory directory, Isolation isolation) {
        this.objects = objects;
        this.pod = pod;
        this.directory = directory;
        this.isolation = isolation;
        this.sources = new PodEnvironment(objects, pod);
    }

    /**
     * Makes every volume, again harmlessly when it is there.
     *
     * @throws NotReadyException naming the volume and what it lacks
     */
    static PodVolumes setUp(
            ClusterObjects objects, Pod pod, PodDirectory directory, Isolation isolation)
            throws NotReadyException, IOException {
        var volumes = new PodVolumes(objects, pod, directory, isolation);
        for (Volume volume : pod.getSpec().getVolumes()) {
            try {
                volumes.volumes.put(volume.getName(), volumes.setUp(volume));
            } catch (NotReadyException e) {
                throw new NotReadyException(
                        "MountVolume.SetUp failed for volume \"%s\" : %s"
                                .formatted(volume.getName(), e.getMessage()));
            }
        }
        return volumes;
    }

    /** What a container sees of the volumes; outer mounts before those within them. */
    List<Mount> mountsOf(Container container) throws NotReadyException, IOException {
        var mounts = new ArrayList<Mount>();
        List<VolumeMount> ordered =
                container.getVolumeMounts().stream()
                        .sorted(Comparator.comparingInt(m -> m.getMountPath().length()))
                        .toList();
        for (VolumeMount mount : ordered) {
            Ready volume = volumes.get(mount.getName());
            if (volume == null) {
                throw new NotReadyException("no volume " + mount.getName());
            }
            mounts.add(
                    new Mount(
                            source(volume, mount).toString(),
                            mount.getMountPath(),
                            volume.readOnly() || PodEnvironment.isTrue(mount.getReadOnly())));
        }
        return mounts;
    }

    private Path source(Ready volume, VolumeMount mount) throws NotReadyException, IOException {
        if (mount.getSubPath() == null || mount.getSubPath().isEmpty()) {
            return volume.path();
        }
        Path source = volume.path().resolve(mount.getSubPath());
        if (!Files.exists(source)) {
            Files.createDirectories(source);
            isolation.give(source);
        }
        // A container that ran before may have put a link there, to anything of this machine.
        if (!source.toRealPath().startsWith(volume.path().toRealPath())) {
            throw new NotReadyException(
                    "subPath \"%s\" leads out of the volume %s"
                            .formatted(mount.getSubPath(), mount.getName()));
        }
        return source.toRealPath();
    }

    private Ready setUp(Volume volume) throws NotReadyException, IOException {
        if (volume.getSecret() != null) {
            var source = volume.getSecret();
            var data =
                    sources.secret(
                            source.getSecretName(), PodEnvironment.isTrue(source.getOptional()));
            return files(volume, select(data, source.getItems()), source.getDefaultMode());
        }
        if (volume.getHostPath() != null) {
            return new Ready(hostPath(volume.getHostPath()), false);
        }
        if (volume.getPersistentVolumeClaim() != null) {
            var source = volume.getPersistentVolumeClaim();
            return new Ready(
                    claimed(source.getClaimName()), PodEnvironment.isTrue(source.getReadOnly()));
        }
        throw new NotReadyException("this node has no plugin for that kind of volume");
    }

    private static Map<String, byte[]> select(Map<String, byte[]> data, List<KeyToPath> items)
            throws NotReadyException {
        if (items.isEmpty()) {
            return data;
        }
        var selected = new HashMap<String, byte[]>();
        for (KeyToPath item : items) {
            byte[] content = data.get(item.getKey());
            if (content == null) {
                throw new NotReadyException("references non-existent key: " + item.getKey());
            }
            if (item.getMode() != null) {
                throw new NotReadyException("this node sets one mode for all files of a volume");
            }
            selected.put(item.getPath(), content);
        }
        return selected;
    }

    private Ready files(Volume volume, Map<String, byte[]> entries, @Nullable Integer defaultMode)
            throws NotReadyException, IOException {
        Path path = Files.createDirectories(directory.volume(volume.getName()));
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path file = path.resolve(entry.getKey()).normalize();
            if (!file.startsWith(path)) {
                throw new NotReadyException("must not contain '..': " + entry.getKey());
            }
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                int mode = defaultMode == null ? DEFAULT_MODE : defaultMode;
                Path draft = Files.createTempFile(directory.path(), "volume", "");
                Files.write(draft, entry.getValue());
                Files.setPosixFilePermissions(draft, permissions(mode));
                isolation.give(draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return new Ready(path, true);
    }

    private static Path hostPath(HostPathVolumeSource source)
            throws NotReadyException, IOException {
        Path path = Path.of(source.getPath());
        String type = source.getType() == null ? "" : source.getType();
        if (type.equals("DirectoryOrCreate")) {
            Files.createDirectories(path);
        }
        boolean fits = type.equals("File") ? Files.isRegularFile(path) : Files.exists(path);
        if (!fits) {
            throw new NotReadyException(
                    "hostPath type check failed: %s is not a %s"
                            .formatted(path, type.isEmpty() ? "path of this machine" : type));
        }
        return path;
    }

    private Path claimed(String claimName) throws NotReadyException, IOException {
        PersistentVolumeClaim claim =
                objects.find(
                                ObjectKey.of(
                                        ResourceType.PERSISTENT_VOLUME_CLAIM,
                                        pod.getMetadata().getNamespace(),
                                        claimName),
                                PersistentVolumeClaim.class)
                        .orElseThrow(() ->
                                new NotReadyException(
                                        "persistentvolumeclaim \"%s\" not found"
                                                .formatted(claimName)));
        String volumeName = claim.getSpec().getVolumeName();
        if (volumeName == null || !"Bound".equals(claim.getStatus().getPhase())) {
            throw new NotReadyException(
                    "persistentvolumeclaim \"%s\" is not bound".formatted(claimName));
        }
        PersistentVolume volume =
                objects.find(
                                ObjectKey.of(ResourceType.PERSISTENT_VOLUME, volumeName),
                                PersistentVolume.class)
                        .orElseThrow(() ->
                                new NotReadyException(
                                        "persistentvolume \"%s\" not found".formatted(volumeName)));
        if (volume.getSpec().getHostPath() != null) {
            return shared(Path.of(volume.getSpec().getHostPath().getPath()));
        }
        throw new NotReadyException("this node has no plugin for volume " + volumeName);
    }

    /** A directory that any user of the container can write to. */
    private Path shared(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, permissions(0777));
        }
        isolation.give(path);
        return path;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] fromLowestBit = {
            PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_READ
        };
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < fromLowestBit.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(fromLowestBit[bit]);
            }
        }
        return permissions;
    }
}
