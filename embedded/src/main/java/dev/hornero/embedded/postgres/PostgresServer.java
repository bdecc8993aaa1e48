// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The running server process. */
final class PostgresServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int REMEMBERED_LINES = 20;

    /**
     * Stands between this JVM and PostgreSQL: the pipe it reads from ends with the JVM, however
     * that ends, and then PostgreSQL is asked to stop (SIGINT: fast shutdown).
     */
    private static final String GUARD =
            """
            exec 3<&0
            "$@" </dev/null &
            server=$!
            { read -r _ || :; kill -INT "$server" 2>/dev/null; } <&3 &
            guard=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$guard" 2>/dev/null
            exit "$status"
            """;

    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();

    private final Consumer<String> output;

    private PostgresServer(Process process, Consumer<String> output) {
        this.process = process;
        this.output = output;
    }

    static PostgresServer start(
            Path home, DataDirectory data, int port, boolean durable, Consumer<String> output) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "postgres-guard"));
        command.addAll(NotRoot.prefix());
        command.add(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.path().toString(), "-p", Integer.toString(port)));
        settings(durable).forEach(setting -> command.addAll(List.of("-c", setting)));
        try {
            PostgresServer server =
                    new PostgresServer(
                            new ProcessBuilder(command).redirectErrorStream(true).start(), output);
            Thread.ofVirtual().name("postgres-output").start(server::readOutput);
            server.awaitReady(data);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started", e);
        }
    }

    private static List<String> settings(boolean durable) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "shared_buffers=32MB",
                                "max_connections=100",
                                "timezone=UTC",
                                "log_timezone=UTC"));
        if (!durable) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        return settings;
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                output.accept(line);
            }
        } catch (IOException e) {
            remember("(output lost: " + e.getMessage() + ")");
        }
    }

    private synchronized void remember(String line) {
        if (lastLines.size() == REMEMBERED_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(line);
    }

    private synchronized String lastOutput() {
        return String.join("\n", lastLines);
    }

    private void awaitReady(DataDirectory data) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!data.isReady()) {
                if (process.waitFor(20, MILLISECONDS)) {
                    throw new IllegalStateException(
                            "PostgreSQL ended with %d while starting: %s"
                                    .formatted(process.exitValue(), lastOutput()));
                }
                if (System.nanoTime() > limit) {
                    close();
                    throw new IllegalStateException(
                            "PostgreSQL is not ready after %d s: %s"
                                    .formatted(START_LIMIT.toSeconds(), lastOutput()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL started", e);
        }
    }

    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Stops it in order: connections are cut, what is committed is on disk. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
