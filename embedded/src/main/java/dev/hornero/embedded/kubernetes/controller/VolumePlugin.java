// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Volumes as directories of this machine; removes none that could hold anybody's own files. */
final class VolumePlugin {

    private static final Path TEMPORARY = Path.of("/tmp");

    private final Path root;

    VolumePlugin(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path create(String name) {
        Path directory = root.resolve(name);
        try {
            Files.createDirectories(directory);
            // Any user of the container has to be able to write.
            if (!directory.toFile().setWritable(true, false)) {
                throw new IOException("cannot make it writable");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the volume's directory " + directory, e);
        }
    }

    /** Kubernetes' own rule for host paths, /tmp only, and the directories made here. */
    boolean mayRemove(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        return isBelow(path, root) || isBelow(path, TEMPORARY);
    }

    void remove(Path directory) throws IOException {
        if (!mayRemove(directory)) {
            throw new IOException("host path " + directory + " is not below " + TEMPORARY);
        }
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static boolean isBelow(Path path, Path parent) {
        return path.startsWith(parent) && !path.equals(parent);
    }
}
