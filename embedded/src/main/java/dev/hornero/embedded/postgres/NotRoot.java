// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How PostgreSQL, which refuses to be root, runs when root starts it: in a user namespace, where it
 * has no user id at all and the files are still its own.
 */
final class NotRoot {

    private NotRoot() {}

    /** What comes before the command. */
    static List<String> prefix() {
        return isRoot() ? List.of("unshare", "--user") : List.of();
    }

    private static boolean isRoot() {
        try {
            Path self = Path.of("/proc/self");
            return Files.exists(self)
                    ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                    : "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
