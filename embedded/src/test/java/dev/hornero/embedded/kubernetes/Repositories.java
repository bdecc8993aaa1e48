// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Git repositories with one commit. */
final class Repositories {

    private Repositories() {}

    /**
     * Makes a repository.
     *
     * @return its URL
     */
    static String of(Path directory, Map<String, String> files) throws Exception {
        Path work = Files.createDirectories(directory);
        git(work, "init", "--quiet", "--initial-branch=main");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(work.resolve(file.getKey()), file.getValue());
        }
        commit(work);
        return work.toUri().toString();
    }

    static void commit(Path work) throws Exception {
        git(work, "add", "--all");
        git(
                work,
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "commit",
                "--quiet",
                "--message=First");
    }

    private static void git(Path work, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git", "-C", work.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("git failed: " + command);
        }
    }
}
