// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import dev.hornero.cli.invocation.Surroundings;
import dev.hornero.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line in this process and keeps what it printed. */
public final class CommandLineRun {
    /** What the clock of every run says. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Map<String, String> variables = new HashMap<>();
    private Path home = Path.of("/nonexistent");
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private String in = "";
    private boolean interactive;

    /** How it ended. */
    public record Result(int exitCode, String out, String err) {}

    /** With the server's address and key in the variables, as in CI. */
    public static CommandLineRun with(FakeHornero server) {
        return against(server.url()).variable("HORNERO_KEY", FakeHornero.KEY);
    }

    public static CommandLineRun against(URI url) {
        return new CommandLineRun().variable("HORNERO_URL", url.toString());
    }

    public static CommandLineRun alone() {
        return new CommandLineRun();
    }

    public CommandLineRun variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public CommandLineRun home(Path directory) {
        home = directory;
        return this;
    }

    public CommandLineRun clock(Clock other) {
        clock = other;
        return this;
    }

    public CommandLineRun in(String text) {
        in = text;
        return this;
    }

    public CommandLineRun interactive() {
        interactive = true;
        return this;
    }

    public Result hornero(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Hornero.run(
                        new Surroundings(
                                new Terminal(print(out), print(err), interactive, 80),
                                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                                variables,
                                home,
                                clock,
                                Duration.ofMillis(5)),
                        args);
        return new Result(exitCode, text(out), text(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
