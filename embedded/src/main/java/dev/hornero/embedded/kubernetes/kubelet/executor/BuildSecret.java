// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a RUN step may mount by its id, and no image keeps. */
sealed interface BuildSecret {

    String id();

    record OfFile(String id, Path file) implements BuildSecret {}

    /** From the container's environment. */
    record OfValue(String id, String value) implements BuildSecret {
        @Override
        public String toString() {
            return "OfValue[" + id + "]";
        }
    }

    /** As builders take it on their command line: always as a file. */
    default String asFlag(Path directory) throws IOException {
        Path file =
                switch (this) {
                    case OfFile(String _, Path path) -> path;
                    case OfValue(String _, String value) -> written(directory, value);
                };
        return "id=%s,src=%s".formatted(id(), file);
    }

    private static Path written(Path directory, String value) throws IOException {
        Path file =
                Files.createTempFile(
                        directory,
                        "secret",
                        "",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, value);
    }
}
