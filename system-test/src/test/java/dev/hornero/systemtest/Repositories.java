// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hornero.embedded.git.BareRepository;
import dev.hornero.embedded.git.GitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Repositories of the tests, served by git itself. */
final class Repositories implements AutoCloseable {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final GitServer server;

    Repositories(Path root) {
        server = GitServer.start(root, 0);
    }

    /** A repository whose branch {@code dev} has this Dockerfile; returns its URL. */
    String withDockerfile(String name, String dockerfile) {
        commit(name, Map.of("Dockerfile", dockerfile.getBytes(UTF_8)));
        return url(name);
    }

    /** The same, with a static busybox beside it, so that RUN has a shell without any network. */
    String withShell(String name, String dockerfile) {
        try {
            commit(
                    name,
                    Map.of(
                            "Dockerfile",
                            dockerfile.getBytes(UTF_8),
                            "busybox",
                            Files.readAllBytes(BUSYBOX)));
        } catch (IOException e) {
            throw new UncheckedIOException("busybox-static is needed at " + BUSYBOX, e);
        }
        return url(name);
    }

    /** The files of a directory of {@code examples/}, as somebody who copied them would have it. */
    String withExample(String name, String example) {
        Map<String, byte[]> files = new HashMap<>();
        try (Stream<Path> all = Files.list(Path.of("../examples", example))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commit(name, files);
        return url(name);
    }

    String commit(String name, Map<String, byte[]> files) {
        BareRepository repository = server.repository(name + ".git");
        return repository.commitBytes("dev", "Change " + name, files);
    }

    String url(String name) {
        return server.uri(name + ".git").toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
