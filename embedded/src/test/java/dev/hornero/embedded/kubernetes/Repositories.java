// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import dev.hornero.embedded.git.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Git repositories with one commit. */
final class Repositories {

    // Containers see no file of this machine, so they get repositories as from any server.
    private static final GitServer SERVER = GitServer.start(Path.of("/"), 0);

    private Repositories() {}

    /** Where they are served. */
    static int port() {
        return SERVER.port();
    }

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
        return SERVER.uri(work.toAbsolutePath().toString().substring(1) + "/.git").toString();
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
