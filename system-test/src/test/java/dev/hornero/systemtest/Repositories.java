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
public final class Repositories implements AutoCloseable {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private final GitServer server;

    public Repositories(Path root) {
        server = GitServer.start(root, 0);
    }

    /** Where they are served, as {@code HORNERO_BUILDS_REACH} has it. */
    public String port() {
        return Integer.toString(server.port());
    }

    /** A repository whose branch {@code dev} has this Dockerfile; returns its URL. */
    public String withDockerfile(String name, String dockerfile) {
        commit(name, Map.of("Dockerfile", dockerfile.getBytes(UTF_8)));
        return url(name);
    }

    /** The same, with a static busybox beside it, so that RUN has a shell without any network. */
    public String withShell(String name, String dockerfile) {
        commitWithShell(name, Map.of("Dockerfile", dockerfile.getBytes(UTF_8)));
        return url(name);
    }

    /** Files with a static busybox beside them. */
    void commitWithShell(String name, Map<String, byte[]> files) {
        commit(name, withBusybox(files));
    }

    static Map<String, byte[]> withBusybox(Map<String, byte[]> files) {
        Map<String, byte[]> more = new HashMap<>(files);
        try {
            more.put("busybox", Files.readAllBytes(BUSYBOX));
        } catch (IOException e) {
            throw new UncheckedIOException("busybox-static is needed at " + BUSYBOX, e);
        }
        return more;
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

    public String commit(String name, Map<String, byte[]> files) {
        BareRepository repository = server.repository(name + ".git");
        return repository.commitBytes("dev", "Change " + name, files);
    }

    /** Files, and submodules of these paths with files of their own. */
    void commitWithSubmodules(
            String name, Map<String, byte[]> files, Map<String, Map<String, byte[]>> submodules) {
        Map<String, byte[]> all = new HashMap<>(files);
        Map<String, String> commits = new HashMap<>();
        StringBuilder modules = new StringBuilder();
        submodules.forEach((path, content) -> {
            String other = name + "-" + path.replace('/', '-');
            commits.put(path, commit(other, content));
            commit(other, Map.of("later", new byte[0]));
            modules.append(
                    "[submodule \"%s\"]\n\tpath = %s\n\turl = ../%s.git\n"
                            .formatted(path, path, other));
        });
        all.put(".gitmodules", modules.toString().getBytes(UTF_8));
        server.repository(name + ".git").commitWithSubmodules("dev", "Submodules", all, commits);
    }

    public String url(String name) {
        return server.uri(name + ".git").toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
