// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** PostgreSQL's data directory, and the processes an earlier server may have left in it. */
final class DataDirectory {

    private static final int LINE_OF_STATUS = 7;
    private static final long PATIENCE_SECONDS = 20;

    private final Path path;

    DataDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    void initializeOnce(Path postgresHome, String user, String password) {
        if (Files.exists(path.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Path passwordFile =
                    Files.createTempFile(
                            "hornero-",
                            ".password",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(passwordFile, password);
                initialize(postgresHome, user, passwordFile);
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the data directory " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while preparing " + path, e);
        }
    }

    private void initialize(Path postgresHome, String user, Path passwordFile)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(NotRoot.prefix());
        command.addAll(
                List.of(
                        postgresHome.resolve("bin/initdb").toString(),
                        "--pgdata=" + path,
                        "--username=" + user,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions"));
        Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
        initdb.getOutputStream().close();
        String output = new String(initdb.getInputStream().readAllBytes(), UTF_8);
        if (initdb.waitFor() != 0) {
            throw new IllegalStateException("initdb failed: " + output.strip());
        }
    }

    /** Whether the server with this process id serves clients. */
    boolean isReady() {
        List<String> lines = postmasterFile();
        return lines.size() > LINE_OF_STATUS && lines.get(LINE_OF_STATUS).strip().equals("ready");
    }

    OptionalInt postmasterPid() {
        List<String> lines = postmasterFile();
        return lines.isEmpty() || lines.getFirst().isBlank()
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(lines.getFirst().strip()));
    }

    /**
     * Ends what a server that lost its JVM, or a killed postmaster's children, still run in here,
     * and removes the stale record of it. Only PostgreSQL processes that work in this very
     * directory are touched: a process id alone may belong to a stranger by now.
     */
    void endLeftovers() {
        List<ProcessHandle> leftovers = leftovers();
        leftovers.forEach(ProcessHandle::destroy);
        for (ProcessHandle leftover : leftovers) {
            if (!ended(leftover)) {
                leftover.destroyForcibly();
                ended(leftover);
            }
        }
        try {
            Files.deleteIfExists(path.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the stale postmaster.pid in " + path, e);
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL ended", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot wait for process " + process.pid(), e);
        }
    }

    private List<ProcessHandle> leftovers() {
        Path proc = Path.of("/proc");
        if (Files.isDirectory(proc.resolve("self/cwd"))) {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                return all.filter(process -> worksHere(proc, process)).toList();
            }
        }
        // Without /proc only the postmaster is known; its children end when it is gone
        OptionalInt pid = postmasterPid();
        return pid.isEmpty()
                ? List.of()
                : ProcessHandle.of(pid.getAsInt()).filter(DataDirectory::isPostgres).stream()
                        .toList();
    }

    private boolean worksHere(Path proc, ProcessHandle process) {
        Path entry = proc.resolve(Long.toString(process.pid()));
        try {
            return entry.resolve("cwd").toRealPath().equals(path.toRealPath())
                    && entry.resolve("exe").toRealPath().endsWith("bin/postgres");
        } catch (IOException e) {
            // It ended meanwhile or belongs to another user
            return false;
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        Optional<String> command = process.info().command();
        return command.isPresent() && command.get().endsWith("/postgres");
    }

    private List<String> postmasterFile() {
        try {
            return Files.readAllLines(path.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
