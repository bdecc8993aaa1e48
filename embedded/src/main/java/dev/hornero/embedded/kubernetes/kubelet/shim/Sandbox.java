// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs programs apart from this machine: in process, mount, IPC and user namespaces of their own.
 * They see this machine's programs, a few public files of its configuration, the mounts they are
 * given, and each other; all else, the processes and files of this machine's users above all, is
 * not there for them.
 */
public final class Sandbox {

    /** Where a container finds programs unless it says otherwise. */
    public static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String FIRST_PROGRAM = "unshare";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long PATIENCE_SECONDS = 20;

    private final Path directory;
    private final Isolation isolation;
    private final Optional<Path> nameServers;

    /**
     * Not yet used.
     *
     * @param directory for this container alone
     * @param nameServers a {@code resolv.conf} other than this machine's
     */
    public Sandbox(Path directory, Isolation isolation, Optional<Path> nameServers) {
        if (isolation == Isolation.PATH_SUBSTITUTION) {
            throw new IllegalArgumentException("no sandboxes on this machine");
        }
        this.directory = directory;
        this.isolation = isolation;
        this.nameServers = nameServers;
    }

    /**
     * The program with its environment, of which no other program of this machine reads anything.
     *
     * @param environment variables whose names shells do not know are left out
     */
    public ProcessBuilder program(
            List<String> arguments, Map<String, String> environment, List<Mount> mounts)
            throws IOException {
        Path root = Files.createDirectories(directory.resolve("root"));
        var all = new ArrayList<Mount>();
        for (String writable : List.of("tmp", "home")) {
            Path own = Files.createDirectories(directory.resolve(writable));
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
            isolation.give(own);
            all.add(new Mount(own.toString(), "/" + writable, false));
        }
        nameServers.ifPresent(
                file -> all.add(new Mount(file.toString(), "/etc/resolv.conf", true)));
        all.addAll(mounts);
        Path variables = writeVariables(environment);

        var command =
                new ArrayList<>(List.of(FIRST_PROGRAM, "--mount", "--propagation", "private"));
        command.addAll(List.of("--pid", "--fork", "--kill-child", "--ipc", "--uts"));
        command.addAll(List.of("/bin/sh", "-c"));
        command.add(MountScript.of(root, all, variables, isolation, nameServers.isPresent()));
        command.add("container");
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        // The container's own would reach programs that run as this machine's user.
        process.environment().clear();
        process.environment().put("PATH", PATH);
        return process;
    }

    /**
     * Whether this machine lets a program run like that.
     *
     * @param scratch a directory for the trial
     */
    public static boolean works(Path scratch, Isolation isolation) {
        if (isolation == Isolation.PATH_SUBSTITUTION) {
            return false;
        }
        try {
            Path directory = Files.createTempDirectory(scratch, "trial");
            var sandbox = new Sandbox(directory, isolation, Optional.empty());
            return sandbox.succeeds(List.of("test", "!", "-e", directory.toString()), List.of());
        } catch (IOException cannotTry) {
            return false;
        }
    }

    /** Whether a command ends with 0 in a sandbox with these mounts. */
    public boolean succeeds(List<String> arguments, List<Mount> mounts) throws IOException {
        var program = program(arguments, Map.of("PATH", PATH), mounts);
        var command = new ArrayList<>(isolation.launcher());
        command.addAll(program.command());
        Process process =
                program.command(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return process.waitFor(PATIENCE_SECONDS, java.util.concurrent.TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Who is to be asked to end: what stands around a program in a sandbox passes it on. */
    static List<ProcessHandle> listeners(ProcessBuilder program, Process process) {
        return program.command().getFirst().equals(FIRST_PROGRAM)
                ? process.children().toList()
                : List.of(process.toHandle());
    }

    private Path writeVariables(Map<String, String> environment) throws IOException {
        Path file = directory.resolve("variables");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String script =
                environment.entrySet().stream()
                        .filter(variable -> NAME.matcher(variable.getKey()).matches())
                        .map(variable ->
                                // "command": a name that the shell keeps for itself is no reason to
                                // end
                                "command export %s=%s 2>/dev/null || :%n"
                                        .formatted(
                                                variable.getKey(),
                                                MountScript.quote(variable.getValue())))
                        .collect(Collectors.joining());
        return Files.writeString(file, script);
    }
}
