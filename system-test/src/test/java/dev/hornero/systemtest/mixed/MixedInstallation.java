// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.mixed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that {@code ./hornero up} takes for a checkout with everything built: links, of which
 * each service's can be pointed to another release while the system runs.
 */
record MixedInstallation(Path directory) {
    private static final List<String> OTHERS = List.of("quickstart", "cli");

    /** Everything of one release, its settings and servers too. */
    static MixedInstallation of(Release release, Path directory, List<String> services)
            throws IOException {
        Files.createDirectories(directory);
        Path script = directory.resolve("hornero");
        Files.copy(
                release.checkout().resolve("hornero"),
                script,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : List.of(".mvn", "examples")) {
            link(directory.resolve(part), release.checkout().resolve(part));
        }
        MixedInstallation installation = new MixedInstallation(directory);
        for (String module : Stream.concat(services.stream(), OTHERS.stream()).toList()) {
            installation.take(module, release);
        }
        return installation;
    }

    /** From its next start on the module runs as this release has it. */
    void take(String module, Release release) throws IOException {
        Path parent = Files.createDirectories(directory.resolve(module));
        link(parent.resolve("target"), release.target(module));
    }

    private static void link(Path link, Path target) throws IOException {
        Path draft = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createSymbolicLink(draft, target);
        Files.move(
                draft, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
