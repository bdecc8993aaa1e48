// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the shell script that, as the first process of new namespaces, makes a root with what a
 * container may see, enters it, and runs a command there: with the users of a container, its
 * variables, and its working directory. It ends as the command does, passes SIGTERM on to it, and
 * takes with it all that the command leaves running.
 */
final class MountScript {

    private static final List<String> PROGRAMS =
            List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32", "nix");

    /** Read by programs, and by every user of this machine. */
    private static final List<String> CONFIGURATION =
            List.of(
                    "alternatives",
                    "ca-certificates",
                    "containers",
                    "crypto-policies",
                    "group",
                    "hosts",
                    "ld.so.cache",
                    "ld.so.conf",
                    "ld.so.conf.d",
                    "localtime",
                    "mime.types",
                    "nsswitch.conf",
                    "passwd",
                    "pki",
                    "protocols",
                    "services",
                    "ssl");

    private static final List<String> DEVICES =
            List.of("null", "zero", "full", "random", "urandom", "tty");

    /** Runs inside, as the container's root: a working directory and a command follow. */
    private static final String INSIDE =
            """
            cd /
            . /run/variables
            /bin/rm -f /run/variables
            exec "$@"
            """;

    /** Waits until its users are mapped, and becomes their root. */
    private static final String BECOME_ROOT =
            """
            : >/run/made
            : </run/mapped
            exec setpriv --reuid=0 --regid=0 --clear-groups --inh-caps=-all --ambient-caps=-all \\
              /bin/sh -c "$0" container "$@"
            """;

    private final Path root;
    private final StringBuilder script = new StringBuilder();

    private MountScript(Path root) {
        this.root = root;
    }

    /**
     * The script; it takes the working directory and the command as its arguments.
     *
     * @param root an empty directory, used within the namespace only
     * @param variables a shell script that sets the container's; it is removed
     * @param ownNameServers whether the mounts have a {@code resolv.conf}
     */
    static String of(
            Path root,
            List<Mount> mounts,
            Path variables,
            Isolation isolation,
            boolean ownNameServers)
            throws IOException {
        var builder = new MountScript(root);
        builder.makeRoot();
        if (!ownNameServers && Files.exists(Path.of("/etc/resolv.conf"))) {
            builder.bind(new Mount("/etc/resolv.conf", "/etc/resolv.conf", true));
        }
        builder.line("touch etc/hostname && chmod 0755 run");
        for (Mount mount : mounts) {
            builder.bind(mount);
        }
        builder.line("cat %s >run/variables".formatted(quote(variables.toString())));
        builder.line("rm -f " + quote(variables.toString()));
        builder.enter();
        builder.run(isolation);
        return builder.script.toString();
    }

    private void makeRoot() throws IOException {
        line("set -e");
        line("umask 022");
        line("mount -t tmpfs -o mode=0755 hornero " + quote(root.toString()));
        line("cd " + quote(root.toString()));
        line("mkdir etc proc dev sys var run old && mkdir -m 0700 root");
        for (String name : PROGRAMS) {
            Path path = Path.of("/", name);
            if (Files.isSymbolicLink(path)) {
                line("ln -s %s %s".formatted(quote("" + Files.readSymbolicLink(path)), name));
            } else if (Files.isDirectory(path)) {
                line("mkdir %s && mount --rbind %s %1$s".formatted(name, path));
                readOnly(name);
            }
        }
        for (String name : CONFIGURATION) {
            if (Files.exists(Path.of("/etc", name))) {
                bind(new Mount("/etc/" + name, "/etc/" + name, true));
            }
        }
        line("mount -t proc -o nosuid,nodev,noexec proc proc");
        for (String device : DEVICES) {
            if (Files.exists(Path.of("/dev", device))) {
                line("touch dev/%s && mount --bind /dev/%1$s dev/%1$s".formatted(device));
            }
        }
        line("ln -s /proc/self/fd dev/fd");
        line("ln -s /proc/self/fd/0 dev/stdin");
        line("ln -s /proc/self/fd/1 dev/stdout");
        line("ln -s /proc/self/fd/2 dev/stderr");
        line("mkdir -m 1777 dev/shm");
        line("ln -s ../tmp var/tmp");
    }

    private void bind(Mount mount) {
        Path target = Path.of("/").relativize(Path.of(mount.target()).normalize());
        String quoted = quote(target.toString());
        if (Files.isDirectory(Path.of(mount.source()))) {
            line("mkdir -p " + quoted);
        } else {
            Path parent = requireNonNullElse(target.getParent(), Path.of("."));
            line("mkdir -p %s && touch %s".formatted(quote(parent.toString()), quoted));
        }
        line("mount --bind %s %s".formatted(quote(mount.source()), quoted));
        if (mount.readOnly()) {
            readOnly(quoted);
        }
    }

    private void readOnly(String quoted) {
        // A user namespace may not be allowed to: flags it did not set are locked.
        line("mount -o remount,bind,ro %s 2>/dev/null || :".formatted(quoted));
    }

    private void enter() {
        line("pivot_root . old");
        line("cd /");
        line("umount -l /old && rmdir /old");
    }

    private void run(Isolation isolation) {
        switch (isolation) {
            case MAPPED_USERS -> {
                String map = "0 %d %d".formatted(Isolation.FIRST_USER, Isolation.USERS);
                line("chown %1$d:%1$d / /root /run /run/variables".formatted(Isolation.FIRST_USER));
                line("chmod 0400 /run/variables");
                line("mkfifo -m 0600 /run/made /run/mapped");
                line(
                        "unshare --user --keep-caps --mount /bin/sh -c %s %s \"$@\" &"
                                .formatted(quote(BECOME_ROOT), quote(INSIDE)));
                line("child=$!");
                line(": </run/made");
                line("echo '%s' >/proc/$child/uid_map".formatted(map));
                line("echo '%s' >/proc/$child/gid_map".formatted(map));
                line(": >/run/mapped");
                line("rm -f /run/made /run/mapped");
            }
            case USER_NAMESPACE -> {
                line("/bin/sh -c %s container \"$@\" &".formatted(quote(INSIDE)));
                line("child=$!");
            }
            case PATH_SUBSTITUTION -> throw new IllegalArgumentException("no sandbox");
        }
        line("trap 'kill -s TERM $child 2>/dev/null || :' TERM");
        line("code=0; wait $child || code=$?");
        line("while kill -s 0 $child 2>/dev/null; do code=0; wait $child || code=$?; done");
        line("exit $code");
    }

    private void line(String text) {
        script.append(text).append('\n');
    }

    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
