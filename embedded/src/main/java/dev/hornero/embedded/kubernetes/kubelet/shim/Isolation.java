// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How containers are kept apart from this machine, by what it permits. */
public enum Isolation {
    /** By root: the users of containers are numbers that no user of this machine has. */
    MAPPED_USERS,
    /** By an ordinary user, who is the root of a user namespace with all containers in it. */
    USER_NAMESPACE,
    /**
     * Not at all: mount paths in arguments and environment are replaced by the real ones, and a
     * program that has a mount path built in does not find it.
     */
    PATH_SUBSTITUTION;

    /** What this machine calls the root of a container, where users are mapped. */
    static final int FIRST_USER = 1_610_612_736;

    /** How many users a container has. */
    static final int USERS = 65_536;

    /** What comes before a command that is to start containers. */
    public List<String> launcher() {
        return this == USER_NAMESPACE ? RootOfNamespace.COMMAND : List.of();
    }

    /** How an ordinary user becomes root of a namespace, found out when first needed. */
    private static final class RootOfNamespace {
        private static final List<String> ALONE = List.of("unshare", "--user", "--map-root-user");
        private static final List<String> WITH_OTHERS =
                Stream.concat(ALONE.stream(), Stream.of("--map-auto")).toList();
        static final List<String> COMMAND = hasOthers() ? WITH_OTHERS : ALONE;

        /** Whether the user has subordinate users, so that a build can give files to others. */
        private static boolean hasOthers() {
            var trial = new ArrayList<>(WITH_OTHERS);
            trial.addAll(List.of("setpriv", "--reuid=1", "--regid=1", "--clear-groups", "true"));
            try {
                return new ProcessBuilder(trial)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException cannotTry) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Makes a file or a directory, without what is in it, the container's root's own. */
    public void give(Path path) throws IOException {
        if (this == MAPPED_USERS && owner(path) < FIRST_USER) {
            Files.setAttribute(path, "unix:uid", FIRST_USER);
            Files.setAttribute(path, "unix:gid", FIRST_USER);
        }
    }

    /** The same for a directory and all in it. */
    public void giveAll(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(p -> !Files.isSymbolicLink(p)).toList()) {
                give(path);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }
}
