// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.image;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.ImageStore;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds out, by trying, what builds images on this machine. */
public final class LocalBuilder {

    private static final long PATIENCE_SECONDS = 20;

    private LocalBuilder() {}

    /**
     * Buildah where it is installed, else Docker where an engine answers, else none.
     *
     * @param scratch a directory for the trial
     * @param layouts where images stay whose registry cannot be reached
     */
    public static ImageStore find(Path scratch, Path layouts) {
        String directory = layouts.toString();
        if (succeeds(List.of("buildah", "--version"))) {
            return new ImageStore(ImageStore.Builder.BUILDAH, storageDriver(scratch), directory);
        }
        return succeeds(List.of("docker", "version"))
                ? new ImageStore(ImageStore.Builder.DOCKER, "", directory)
                : new ImageStore(ImageStore.Builder.NONE, "", directory);
    }

    /** Overlay saves copying every layer, but needs root and a file system that takes it. */
    private static String storageDriver(Path scratch) {
        String work = scratch.resolve("storage-trial").toString();
        var trial = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        trial.addAll(List.of("sh", "-c"));
        trial.add(
                """
                b="buildah --root $0/root --runroot $0/run --storage-driver overlay"
                mkdir -p "$0" && c=$($b from scratch) && $b mount "$c"
                rc=$?
                rm -rf "$0/root" "$0/run"
                exit $rc
                """);
        trial.add(work);
        return isRoot() && succeeds(trial) ? "overlay" : "vfs";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Which of the ways to give a container its mounts this machine permits. */
    public static Isolation isolation() {
        if (!Files.exists(Path.of("/proc/self/ns/mnt"))) {
            return Isolation.PATH_SUBSTITUTION;
        }
        if (succeeds(List.of("unshare", "--mount", "true"))) {
            return Isolation.MOUNT_NAMESPACE;
        }
        return succeeds(List.of("unshare", "--user", "--map-root-user", "--mount", "true"))
                ? Isolation.USER_NAMESPACE
                : Isolation.PATH_SUBSTITUTION;
    }
}
