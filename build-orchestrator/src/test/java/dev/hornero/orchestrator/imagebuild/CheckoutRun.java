// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hornero.messaging.seal.GitAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The checkout in a shell that checkout images have, below a directory of its own. */
final class CheckoutRun {
    /** How the script ended, what it wrote and what it left as termination message. */
    record Outcome(int status, String text, String message) {}

    private static final Path APPLETS = Path.of("target/busybox-applets");

    private final String shell;
    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();

    /**
     * With {@code shell} "busybox sh" its applets come first; skips the test where it is missing.
     */
    CheckoutRun(String shell, Path directory) throws IOException {
        assumeThat(isThere(shell)).isTrue();
        this.shell = shell;
        this.directory = directory;
        environment.put("HORNERO_BUILD", "0b8b4c9e-9f43-4a3e-8a50-51c2f3f0a7d1");
        environment.put("HORNERO_DOCKERFILE", source().resolve("Dockerfile").toString());
        environment.put("HORNERO_CONTEXT", source().toString());
        environment.put("HORNERO_GIT_SCHEMES", "git:http:https:ssh");
        environment.put("HORNERO_GIT_DENY_CIDRS", String.join(" ", GitAddress.NEVER_PUBLIC));
        environment.put("HORNERO_GIT_ALLOW_CIDRS", "127.0.0.1 ::1/128");
        environment.put("HORNERO_CHECKOUT_DELAY", "0");
        environment.put("PATH", path(System.getenv("PATH")));
        for (String name : List.of("workspace", "git-secret", "bin")) {
            Files.createDirectories(directory.resolve(name));
        }
    }

    /** What a test puts into {@code bin} comes before all. */
    private String path(String programs) throws IOException {
        String own = directory.resolve("bin").toString();
        return shell.startsWith("busybox")
                ? own + ":" + applets() + ":" + programs
                : own + ":" + programs;
    }

    /** All that this machine's busybox has, as in the image. */
    private static synchronized Path applets() throws IOException {
        Path applets = APPLETS.toAbsolutePath();
        if (!Files.exists(applets.resolve("awk"))) {
            Files.createDirectories(applets);
            Process install =
                    new ProcessBuilder("busybox", "--install", "-s", applets.toString()).start();
            assertThat(install.onExit().join().exitValue()).isZero();
        }
        return applets;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Where the repository's files are after a checkout. */
    Path source() {
        return directory.resolve("workspace/source");
    }

    void give(String key, String knownHosts) throws IOException {
        Files.writeString(directory.resolve("git-secret/key"), key);
        Files.writeString(directory.resolve("git-secret/known_hosts"), knownHosts);
    }

    /** As if the checkout image did not have a program. */
    void hide(String program) throws IOException {
        Path others = Files.createDirectories(Path.of("target/programs-without-" + program));
        for (String path : System.getenv("PATH").split(":", -1)) {
            if (Files.isDirectory(Path.of(path))) {
                try (Stream<Path> files = Files.list(Path.of(path))) {
                    for (Path file : files.toList()) {
                        Path link = others.resolve(file.getFileName());
                        if (!link.endsWith(program) && !Files.isSymbolicLink(link)) {
                            Files.createSymbolicLink(link, file);
                        }
                    }
                }
            }
        }
        environment.put("PATH", path(others.toAbsolutePath().toString()));
    }

    Outcome checkout(String repository) throws IOException, InterruptedException {
        GitAddress address = GitAddress.ofRepository(repository);
        environment.put("HORNERO_REPOSITORY", repository);
        environment.put("HORNERO_GIT_ORIGIN", address.origin());
        environment.put("HORNERO_GIT_SCHEME", address.scheme());
        environment.put("HORNERO_GIT_HOST", address.host());
        environment.put("HORNERO_GIT_PORT", Integer.toString(address.port()));
        Files.writeString(directory.resolve("message"), "");
        return script(
                Scripts.CHECKOUT
                        .replace("/hornero/workspace", directory.resolve("workspace").toString())
                        .replace("/hornero/git/", directory.resolve("git-secret") + "/")
                        .replace("/dev/termination-log", directory.resolve("message").toString()));
    }

    Outcome script(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.addAll(List.of("-c", script, "sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Path log = directory.resolve("log");
        builder.redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Path message = directory.resolve("message");
        return new Outcome(
                process.exitValue(),
                Files.readString(log),
                Files.exists(message) ? Files.readString(message) : "");
    }

    /** Whether the first word of a command is a program of this machine. */
    static boolean isThere(String command) {
        String program = command.split(" ", -1)[0];
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
