// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * {@code ./hornero up --no-sample} on a home of its own, started as a user starts it and stopped as
 * Ctrl-C stops it.
 */
public final class RunningHornero implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?m)^\\s*Key\\s+(\\S+)\\s*$");
    private static final Pattern TOKEN = Pattern.compile("token: ([\\w-]+)");
    private static final Pattern NAME = Pattern.compile("-Dhornero\\.process=(\\S+)");
    private static final Duration START = Duration.ofMinutes(5);
    static final int PORTS = 9;

    /** The services, in the order of their ports after the front address. */
    public static final List<String> SERVICES =
            List.of("project-service", "scanner-service", "build-orchestrator", "status-service");

    private static final int KAFKA = 5;
    private static final int KUBERNETES = 7;

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

    /**
     * Starts what this source tree has.
     *
     * @param reach ports of this machine that builds may connect to, separated by commas
     */
    static RunningHornero start(Path home, Registry registry, String reach) {
        return start(
                Path.of(".."),
                home,
                Map.of(
                        "HORNERO_REGISTRY",
                        registry.address(),
                        "HORNERO_REGISTRY_INSECURE",
                        "true",
                        "HORNERO_BUILDS_REACH",
                        reach));
    }

    /**
     * Starts what an installation has.
     *
     * @param installation the directory of its script
     * @param settings the environment beside the test's own
     */
    public static RunningHornero start(Path installation, Path home, Map<String, String> settings) {
        int portBase = FreePorts.inARow(PORTS);
        try {
            Path root = installation.toRealPath();
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
            up.environment().putAll(settings);
            Process process = up.start();
            // Where the tests are interrupted themselves
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            RunningHornero running = new RunningHornero(home, output, portBase, process);
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
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Rest rest() {
        Matcher key = KEY.matcher(output());
        if (!key.find()) {
            throw new AssertionError("no key in:\n" + output());
        }
        return Rest.at(URI.create("http://127.0.0.1:" + portBase), key.group(1));
    }

    public Path home() {
        return home;
    }

    /** What a client of its Kafka needs, as it wrote it down for programs of this machine. */
    public Map<String, Object> kafka() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", "127.0.0.1:" + (portBase + KAFKA));
        Properties written = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("kafka.properties"))) {
            written.load(file);
        } catch (NoSuchFileException e) {
            // An earlier release, which asks for no password
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.stringPropertyNames()
                .forEach(name -> settings.put(name, written.getProperty(name)));
        return settings;
    }

    /** The API server of its cluster, for who has the kubeconfig. */
    public Rest cluster() {
        return Rest.at(URI.create("http://127.0.0.1:" + (portBase + KUBERNETES)), clusterToken());
    }

    /** Empty where the cluster asks for none, as an earlier release did. */
    String clusterToken() {
        try {
            Matcher token = TOKEN.matcher(Files.readString(home.resolve("kubeconfig")));
            return token.find() ? token.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of its ports, which is the console's. */
    int portBase() {
        return portBase;
    }

    public boolean isReady(String service) {
        return ask(service, "/q/health/ready").status() == 200;
    }

    /** What a service, or the console, answers at a path of its own port. */
    public Rest.Answer ask(String service, String path) {
        // The console, which is none of them, has the port before
        int port = portBase + 1 + SERVICES.indexOf(service);
        return Rest.at(URI.create("http://127.0.0.1:" + port), "").get(path);
    }

    /** The processes that it started, as far as they still run. */
    public List<ProcessHandle> children() {
        return process.toHandle().descendants().toList();
    }

    /** The one child whose command line names a service. */
    public ProcessHandle child(String service) {
        return children().stream()
                .filter(handle -> commandLine(handle).contains(service))
                .filter(handle -> commandLine(handle).contains("java"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of " + service));
    }

    /** The process that the supervisor calls so; empty while it is down. */
    public Optional<ProcessHandle> process(String name) {
        return Optional.ofNullable(processes().get(name));
    }

    /** What the supervisor runs, by its names. */
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> processes = new TreeMap<>();
        for (ProcessHandle child : children()) {
            Matcher name = NAME.matcher(commandLine(child));
            if (name.find()) {
                processes.put(name.group(1), child);
            }
        }
        return processes;
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
