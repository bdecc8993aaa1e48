// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli;

import dev.hornero.cli.administration.ApiKeyCommands;
import dev.hornero.cli.administration.DeadLetterCommands;
import dev.hornero.cli.administration.EnvironmentCommands;
import dev.hornero.cli.administration.GitCredentialCommands;
import dev.hornero.cli.administration.LoginCommand;
import dev.hornero.cli.args.ArgsCommands;
import dev.hornero.cli.imagebuild.BuildCommand;
import dev.hornero.cli.imagebuild.BuildsCommand;
import dev.hornero.cli.imagebuild.CancelCommand;
import dev.hornero.cli.imagebuild.LogsCommand;
import dev.hornero.cli.imagebuild.RebuildCommand;
import dev.hornero.cli.imagebuild.WaitCommand;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.GlobalOptions;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.invocation.Surroundings;
import dev.hornero.cli.project.ProjectCommands;
import dev.hornero.cli.projectenv.ProjectEnvCommands;
import dev.hornero.cli.scan.ScanCommand;
import dev.hornero.cli.server.ServerException;
import dev.hornero.cli.terminal.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "hornero",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "hornero 0.1.0",
        description = "Builds container images on your own Kubernetes cluster.",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 values missing, 4 not a valid"
                    + " Dockerfile,",
            "5 build cancelled, 6 waiting timed out.",
            "Variables: HORNERO_URL, HORNERO_KEY."
        })
public final class Hornero implements Runnable {
    private static final int DEFAULT_WIDTH = 120;

    @Spec private CommandSpec spec = CommandSpec.create();

    private Hornero() {}

    public static void main(String[] args) {
        System.exit(run(surroundings(System.getenv()), args));
    }

    /** Runs one call to its end and returns the exit code. */
    static int run(Surroundings surroundings, String... args) {
        GlobalOptions options = new GlobalOptions();
        Invocation invocation = new Invocation(options, surroundings);
        CommandLine commandLine = new CommandLine(new Hornero()).addMixin("global", options);
        for (Object command :
                new Object[] {
                    new LoginCommand(invocation),
                    new EnvironmentCommands(invocation),
                    new ProjectCommands(invocation),
                    new ProjectEnvCommands(invocation),
                    new ArgsCommands(invocation),
                    new BuildCommand(invocation),
                    new BuildsCommand(invocation),
                    new LogsCommand(invocation),
                    new CancelCommand(invocation),
                    new RebuildCommand(invocation),
                    new WaitCommand(invocation),
                    new ScanCommand(invocation),
                    new GitCredentialCommands(invocation),
                    new ApiKeyCommands(invocation),
                    new DeadLetterCommands(invocation)
                }) {
            commandLine.addSubcommand(command);
        }
        Terminal terminal = surroundings.terminal();
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.interactive()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, terminal))
                .execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See below.");
    }

    private static int explain(Exception failure, Terminal terminal) throws Exception {
        return switch (failure) {
            case CommandFailure known -> sentence(known, terminal, known.exitCode());
            case ServerException known -> sentence(known, terminal, ExitCode.FAILED);
            case UncheckedIOException known -> sentence(known, terminal, ExitCode.FAILED);
            // A mistake in this program: the stack trace is what its author needs
            default -> throw failure;
        };
    }

    private static int sentence(Exception failure, Terminal terminal, int exitCode) {
        terminal.err().println("hornero: " + failure.getMessage());
        return exitCode;
    }

    private static Surroundings surroundings(Map<String, String> variables) {
        // Since Java 22 there is a Console without a terminal too
        boolean interactive =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                        && !variables.containsKey("CI")
                        && !variables.getOrDefault("TERM", "").equals("dumb");
        Terminal terminal =
                new Terminal(
                        utf8(FileDescriptor.out),
                        utf8(FileDescriptor.err),
                        interactive,
                        width(variables));
        return new Surroundings(
                terminal,
                System.in,
                variables,
                Path.of(System.getProperty("user.home")),
                Clock.systemUTC(),
                Duration.ofSeconds(1));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int width(Map<String, String> variables) {
        String columns = variables.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    }
}
