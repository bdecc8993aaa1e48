// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A container's command as a command of this machine. */
final class HostCommand {

    private static final String DEFAULT_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final ContainerSpec spec;
    private final Path scratch;

    HostCommand(ContainerSpec spec, Path scratch) {
        this.spec = spec;
        this.scratch = scratch;
    }

    ProcessBuilder build() throws IOException {
        Path home = Files.createDirectories(scratch.resolve("home"));
        if (spec.user().isPresent()) {
            home.toFile().setWritable(true, false);
        }
        ProcessBuilder process = new ProcessBuilder(commandLine());
        process.environment().clear();
        process.environment().put("PATH", path());
        process.environment().put("HOME", home.toString());
        process.environment().putAll(environment());
        if (spec.isolation() == Isolation.PATH_SUBSTITUTION) {
            process.directory(new java.io.File(substitute(spec.workingDirectory())));
        }
        return process;
    }

    private List<String> commandLine() throws IOException {
        return switch (spec.isolation()) {
            case MOUNT_NAMESPACE -> {
                var command =
                        new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
                command.addAll(inRoot());
                yield command;
            }
            case USER_NAMESPACE -> {
                var command =
                        new ArrayList<>(
                                List.of(
                                        "unshare",
                                        "--user",
                                        "--map-root-user",
                                        "--mount",
                                        "--propagation",
                                        "private"));
                command.addAll(inRoot());
                yield command;
            }
            case PATH_SUBSTITUTION -> spec.arguments().stream().map(this::substitute).toList();
        };
    }

    private List<String> inRoot() throws IOException {
        Path root = Files.createDirectories(scratch.resolve("root"));
        var command = new ArrayList<String>(List.of("/bin/sh", "-c"));
        command.add(MountScript.of(root, spec.mounts()));
        command.add("container");
        command.add(spec.workingDirectory());
        if (spec.isolation() == Isolation.MOUNT_NAMESPACE) {
            spec.user()
                    .ifPresent(user ->
                            command.addAll(
                                    List.of(
                                            "setpriv",
                                            "--reuid=" + user.uid(),
                                            "--regid=" + user.gid(),
                                            "--clear-groups")));
        }
        command.addAll(spec.arguments());
        return command;
    }

    private Map<String, String> environment() {
        if (spec.isolation() != Isolation.PATH_SUBSTITUTION) {
            return spec.environment();
        }
        var environment = new TreeMap<String, String>();
        spec.environment().forEach((name, value) -> environment.put(name, substitute(value)));
        return environment;
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
        return path == null ? DEFAULT_PATH : path;
    }
}
