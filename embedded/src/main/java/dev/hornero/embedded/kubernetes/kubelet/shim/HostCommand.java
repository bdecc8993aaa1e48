// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A container's command as a command of this machine. */
final class HostCommand {

    private final ContainerSpec spec;
    private final Path scratch;
    private final Optional<Sandbox> sandbox;

    HostCommand(ContainerSpec spec, Path scratch, Optional<Sandbox> sandbox) {
        this.spec = spec;
        this.scratch = scratch;
        this.sandbox = sandbox;
    }

    ProcessBuilder build() throws IOException {
        return sandbox.isPresent() ? apart(sandbox.get()) : amongTheOthers();
    }

    private ProcessBuilder apart(Sandbox own) throws IOException {
        var environment = new TreeMap<>(Map.of("PATH", Sandbox.PATH, "HOME", "/home"));
        environment.putAll(spec.environment());
        return own.program(spec.arguments(), environment, spec.mounts());
    }

    private ProcessBuilder amongTheOthers() throws IOException {
        Path home = Files.createDirectories(scratch.resolve("home"));
        ProcessBuilder process =
                new ProcessBuilder(spec.arguments().stream().map(this::substitute).toList());
        process.environment().clear();
        process.environment().put("PATH", path());
        process.environment().put("HOME", home.toString());
        spec.environment()
                .forEach((name, value) -> process.environment().put(name, substitute(value)));
        return process.directory(new java.io.File("/"));
    }

    private String substitute(String text) {
        String result = text;
        List<Mount> longestFirst =
                spec.mounts().stream()
                        .sorted(Comparator.comparingInt((Mount m) -> -m.target().length()))
                        .toList();
        for (Mount mount : longestFirst) {
            result = result.replace(mount.target(), mount.source());
        }
        return result;
    }

    private static String path() {
        String path = System.getenv("PATH");
        return path == null ? Sandbox.PATH : path;
    }
}
