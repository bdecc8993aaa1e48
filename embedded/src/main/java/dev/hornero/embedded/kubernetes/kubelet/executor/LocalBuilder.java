// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.ImageStore;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import dev.hornero.embedded.kubernetes.kubelet.shim.Sandbox;
import dev.hornero.embedded.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
    public static ImageStore find(Path scratch, Path layouts, Isolation isolation) {
        String directory = layouts.toString();
        if (succeeds(List.of("buildah", "--version"))) {
            return new ImageStore(
                    ImageStore.Builder.BUILDAH, storageDriver(scratch, isolation), directory);
        }
        return succeeds(List.of("docker", "version"))
                ? new ImageStore(ImageStore.Builder.DOCKER, "", directory)
                : new ImageStore(ImageStore.Builder.NONE, "", directory);
    }

    /** Overlay saves copying every layer, but needs a kernel and a file system that take it. */
    private static String storageDriver(Path scratch, Isolation isolation) {
        if (isolation == Isolation.PATH_SUBSTITUTION) {
            return "vfs";
        }
        try {
            Path trial = Files.createTempDirectory(Files.createDirectories(scratch), "storage");
            Path storage = Files.createDirectory(trial.resolve("storage"));
            isolation.give(storage);
            var sandbox = new Sandbox(trial, isolation, Optional.empty());
            boolean works =
                    sandbox.succeeds(
                            List.of(
                                    "sh",
                                    "-c",
                                    """
                                    b="buildah --root $0/root --runroot $0/run --storage-driver overlay"
                                    c=$($b from scratch) && $b mount "$c"
                                    """,
                                    storage.toString()),
                            List.of(new Mount(storage.toString(), storage.toString(), false)));
            Directories.delete(trial);
            return works ? "overlay" : "vfs";
        } catch (IOException | UncheckedIOException e) {
            return "vfs";
        }
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

    /** How this machine keeps containers apart from it. */
    public static Isolation isolation() {
        return ThisMachine.ISOLATION;
    }

    /** Found out when it is first needed; it holds for as long as this process lives. */
    private static final class ThisMachine {
        static final Isolation ISOLATION = find();

        private static Isolation find() {
            Path scratch = Directories.temporary("hornero-trial-");
            try {
                return Stream.of(Isolation.MAPPED_USERS, Isolation.USER_NAMESPACE)
                        .filter(way -> way == Isolation.USER_NAMESPACE || isRoot())
                        .filter(way -> Sandbox.works(scratch, way))
                        .findFirst()
                        .orElse(Isolation.PATH_SUBSTITUTION);
            } finally {
                Directories.delete(scratch);
            }
        }
    }

    /** Whether this machine gives containers networks of their own. */
    public static boolean hasNetworks(Isolation isolation) {
        var command = new ArrayList<>(isolation.launcher());
        command.addAll(List.of("unshare", "--net", "sh", "-c"));
        command.add("ip link set lo up && ip route add local 0.0.0.0/0 dev lo");
        return isolation != Isolation.PATH_SUBSTITUTION && succeeds(command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
