// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the shell script that, within a mount namespace, makes a root in which this machine's
 * files stand where they stand and the mounts at their paths, and runs a command there. Missing
 * mount points are made in that root only: a directory that lacks one is replaced by a new one with
 * its entries bound into it.
 */
final class MountScript {

    private static final List<String> DEVICES =
            List.of("null", "zero", "full", "random", "urandom", "tty");
    private static final Set<Path> EMPTY_IN_CONTAINERS =
            Set.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/run"), Path.of("/mnt"));
    private static final Path SLASH = Path.of("/");
    private static final Path DEV = Path.of("/dev");

    private final Path root;
    private final List<Mount> mounts;
    private final Set<Path> rebuilt = new LinkedHashSet<>();
    private final Set<Path> emptied = new LinkedHashSet<>();
    private final StringBuilder script = new StringBuilder();

    private MountScript(Path root, List<Mount> mounts) {
        this.root = root;
        this.mounts = mounts;
    }

    /**
     * The script; it takes the working directory and the command as its arguments.
     *
     * @param root an empty directory, used within the namespace only
     */
    static String of(Path root, List<Mount> mounts) throws IOException {
        var builder = new MountScript(root, mounts);
        builder.write();
        return builder.script.toString();
    }

    private void write() throws IOException {
        rebuilt.add(SLASH);
        for (Mount mount : mounts) {
            findMissing(Path.of(mount.target()).normalize());
        }
        line("set -e");
        line("mount -t tmpfs -o mode=0755 hornero " + quote(root));
        rebuild(SLASH);
        devices();
        for (Mount mount : mounts) {
            bind(mount);
        }
        line("directory=$1; shift");
        line(
                "exec chroot "
                        + quote(root)
                        + " /bin/sh -c 'cd \"$0\" && exec \"$@\"' \"$directory\" \"$@\"");
    }

    private void findMissing(Path target) {
        if (target.startsWith(DEV)) {
            return;
        }
        Path existing = target;
        while (!Files.exists(existing)) {
            existing = parent(existing);
        }
        if (existing.equals(target)) {
            return;
        }
        if (EMPTY_IN_CONTAINERS.contains(existing)) {
            emptied.add(existing);
            existing = parent(existing);
        }
        for (Path path = existing; !path.equals(SLASH); path = parent(path)) {
            rebuilt.add(path);
        }
    }

    private void rebuild(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                place(entry);
            }
        }
    }

    private void place(Path entry) throws IOException {
        String inside = quote(inside(entry));
        if (entry.equals(DEV)) {
            line("mkdir " + inside);
        } else if (Files.isSymbolicLink(entry)) {
            line("ln -s " + quote(Files.readSymbolicLink(entry)) + " " + inside);
        } else if (emptied.contains(entry)) {
            line("mkdir -m 1777 " + inside);
        } else if (rebuilt.contains(entry)) {
            line("mkdir " + inside);
            rebuild(entry);
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            line("mkdir " + inside + " && mount --rbind " + quote(entry) + " " + inside);
        } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
            line("touch " + inside + " && mount --bind " + quote(entry) + " " + inside);
        }
    }

    private void devices() {
        for (String device : DEVICES) {
            Path path = DEV.resolve(device);
            if (Files.exists(path)) {
                line("touch " + quote(inside(path)));
                line("mount --bind " + quote(path) + " " + quote(inside(path)));
            }
        }
        String dev = quote(inside(DEV));
        line("ln -s /proc/self/fd " + dev + "/fd");
        line("ln -s /proc/self/fd/0 " + dev + "/stdin");
        line("ln -s /proc/self/fd/1 " + dev + "/stdout");
        line("ln -s /proc/self/fd/2 " + dev + "/stderr");
        line("mkdir -m 1777 " + dev + "/shm");
    }

    private void bind(Mount mount) {
        Path target = inside(Path.of(mount.target()).normalize());
        String quoted = quote(target);
        if (Files.isDirectory(Path.of(mount.source()))) {
            line("mkdir -p " + quoted);
        } else {
            line("mkdir -p " + quote(parent(target)) + " && touch " + quoted);
        }
        line("mount --bind " + quote(Path.of(mount.source())) + " " + quoted);
        if (mount.readOnly()) {
            // A user namespace may not be allowed to: flags it did not set are locked.
            line("mount -o remount,bind,ro " + quoted + " || :");
        }
    }

    private Path inside(Path path) {
        return root.resolve(SLASH.relativize(path));
    }

    private static Path parent(Path path) {
        return requireNonNullElse(path.getParent(), SLASH);
    }

    private void line(String text) {
        script.append(text).append('\n');
    }

    private static String quote(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
