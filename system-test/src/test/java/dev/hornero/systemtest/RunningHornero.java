// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * {@code ./hornero up --no-sample} on a home of its own, started as a user starts it and stopped as
 * Ctrl-C stops it.
 */
final class RunningHornero implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?m)^\\s*Key\\s+(\\S+)\\s*$");
    private static final Duration START = Duration.ofMinutes(5);
    static final int PORTS = 9;

    private static final int KAFKA = 5;

    private final Path home;
    private final Path output;
    private final int portBase;
    private final Process process;

    private RunningHornero(Path home, Path output, int portBase, Process process) {
        this.home = home;
        this.output = output;
        this.portBase = portBase;
        this.process = process;
    }

    static RunningHornero start(Path home, Registry registry) {
        int portBase = FreePorts.inARow(PORTS);
        try {
            Path root = Path.of("..").toRealPath();
            Files.createDirectories(home);
            Path output = home.resolveSibling(home.getFileName() + ".out");
            ProcessBuilder up =
                    new ProcessBuilder(
                                    root.resolve("hornero").toString(),
                                    "up",
                                    "--no-sample",
                                    "--home",
                                    home.toString(),
                                    "--port-base",
                                    Integer.toString(portBase))
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            up.environment().put("HORNERO_REGISTRY", registry.address());
            up.environment().put("HORNERO_REGISTRY_INSECURE", "true");
            RunningHornero running = new RunningHornero(home, output, portBase, up.start());
            try {
                running.awaitReady();
            } catch (RuntimeException | AssertionError e) {
                running.close();
                throw e;
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(START)
                .pollInterval(Duration.ofMillis(250))
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("it ended:\n" + output());
                    }
                })
                .until(() -> KEY.matcher(output()).find());
    }

    /** What it printed so far. */
    String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rest rest() {
        Matcher key = KEY.matcher(output());
        if (!key.find()) {
            throw new AssertionError("no key in:\n" + output());
        }
        return Rest.at(URI.create("http://127.0.0.1:" + portBase), key.group(1));
    }

    Path home() {
        return home;
    }

    /** For {@code bootstrap.servers}. */
    String kafka() {
        return "127.0.0.1:" + (portBase + KAFKA);
    }

    /** The processes that it started, as far as they still run. */
    List<ProcessHandle> children() {
        return process.toHandle().descendants().toList();
    }

    /** The one child whose command line names a service. */
    ProcessHandle child(String service) {
        return children().stream()
                .filter(handle -> commandLine(handle).contains(service))
                .filter(handle -> commandLine(handle).contains("java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of " + service));
    }

    private static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** Ctrl-C, and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("did not stop within a minute:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
