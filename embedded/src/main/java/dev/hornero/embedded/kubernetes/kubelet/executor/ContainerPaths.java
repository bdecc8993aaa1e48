// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the executor's container paths are on this machine: in the mount that covers them, else in
 * a directory that stands for the container's own file system.
 */
record ContainerPaths(List<Mount> mounts, Path ownFiles) {

    ContainerPaths {
        mounts =
                mounts.stream()
                        .sorted(Comparator.comparingInt((Mount m) -> -m.target().length()))
                        .toList();
    }

    Path toHost(String containerPath) {
        Path path = Path.of("/").resolve(containerPath).normalize();
        for (Mount mount : mounts) {
            Path target = Path.of(mount.target()).normalize();
            if (path.equals(target)) {
                return Path.of(mount.source());
            }
            if (path.startsWith(target)) {
                return Path.of(mount.source()).resolve(target.relativize(path));
            }
        }
        return ownFiles.resolve(Path.of("/").relativize(path));
    }

    /** A text for the build's owner: with the container's paths for this machine's. */
    String shown(String text) {
        String shown = text;
        List<Mount> longestFirst =
                mounts.stream()
                        .sorted(Comparator.comparingInt((Mount m) -> -m.source().length()))
                        .toList();
        for (Mount mount : longestFirst) {
            shown = shown.replace(mount.source(), mount.target());
        }
        shown = shown.replace(ownFiles.toString(), "");
        String scratch = "" + ownFiles.getParent();
        return shown.replaceAll(
                Pattern.quote(scratch) + "[^\\s\":,'\\]]*", "(the builder's own files)");
    }
}
