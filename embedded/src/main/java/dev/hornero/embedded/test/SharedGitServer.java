// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test;

import dev.hornero.embedded.git.GitServer;
import dev.hornero.embedded.process.Directories;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The git server of this JVM and the directory of its repositories. */
public final class SharedGitServer implements Supplier<Map<String, String>> {

    private static @Nullable Map<String, String> settings;

    @Override
    public Map<String, String> get() {
        synchronized (SharedGitServer.class) {
            if (settings == null) {
                settings = start();
            }
            return settings;
        }
    }

    private static Map<String, String> start() {
        Path root = Directories.temporary("hornero-git-");
        GitServer server = GitServer.start(root, 0);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    Directories.delete(root);
                                },
                                "git-shutdown"));
        return Map.of(
                GitServerTestResource.URL,
                "http://127.0.0.1:" + server.port(),
                GitServerTestResource.ROOT,
                root.toString());
    }
}
