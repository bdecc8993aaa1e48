// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import dev.hornero.embedded.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/** Deletes directory trees, also those that a build without root left to its subordinate users. */
final class Trees {

    private Trees() {}

    static void delete(Path directory) throws IOException {
        try {
            Directories.delete(directory);
        } catch (UncheckedIOException notOurs) {
            deleteAsSubordinates(directory, notOurs);
        }
    }

    private static void deleteAsSubordinates(Path directory, UncheckedIOException first)
            throws IOException {
        try {
            int code =
                    new ProcessBuilder("buildah", "unshare", "rm", "-rf", directory.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (code != 0) {
                throw first;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw first;
        }
    }
}
