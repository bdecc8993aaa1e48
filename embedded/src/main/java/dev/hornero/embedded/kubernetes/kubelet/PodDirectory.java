// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that is on disk of one pod; gone when the pod is. */
record PodDirectory(Path path) {

    Path volume(String name) {
        return path.resolve("volumes").resolve(name);
    }

    /** The files of one of the times that a container was started, counted from 0. */
    ContainerFiles container(String name, int attempt) {
        return new ContainerFiles(containers().resolve(name).resolve(Integer.toString(attempt)));
    }

    /** The number of the last time a container was started, if it was. */
    Optional<Integer> lastAttempt(String name) throws IOException {
        Path attempts = containers().resolve(name);
        if (!Files.isDirectory(attempts)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(attempts)) {
            return entries.map(entry -> Integer.valueOf(entry.getFileName().toString()))
                    .max(Integer::compareTo);
        }
    }

    Optional<ContainerFiles> lastContainer(String name) throws IOException {
        return lastAttempt(name).map(attempt -> container(name, attempt));
    }

    /** Every container that was ever started. */
    List<ContainerFiles> allContainers() throws IOException {
        if (!Files.isDirectory(containers())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(containers(), 2)) {
            return entries.filter(entry -> entry.getNameCount() == containers().getNameCount() + 2)
                    .map(ContainerFiles::new)
                    .toList();
        }
    }

    private Path containers() {
        return path.resolve("containers");
    }
}
