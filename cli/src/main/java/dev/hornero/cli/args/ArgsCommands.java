// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.args;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Values of build arguments, for the build that waits for them and for later ones. */
@Command(
        name = "args",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Values of build arguments.")
public final class ArgsCommands {
    private final Invocation invocation;

    public ArgsCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists values; secret ones are never shown.")
    void list(@Mixin ArgsTarget target) {
        show(invocation.server().list(target.path()));
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Gives values. A build that waits for them goes on by itself.",
                "They are kept for later builds; NAME= leaves it empty on purpose."
            })
    void set(
            @Mixin ArgsTarget target,
            @Parameters(arity = "0..*", paramLabel = "NAME=VALUE") List<String> values,
            @Option(
                            names = "--file",
                            paramLabel = "NAME=FILE",
                            description =
                                    "Reads a value from a file, or from - the standard input.")
                    Map<String, String> files,
            @Option(
                            names = "--secret",
                            negatable = true,
                            description =
                                    "These values are secret, or (--no-secret) can be read by"
                                            + " people. Default: by the look of the name.")
                    Optional<Boolean> secret,
            @Option(
                            names = "--leave-rest-empty",
                            description =
                                    "Of what builds of the ProjectEnv wait for, leaves empty on"
                                            + " purpose what may be and has no value yet.")
                    boolean leaveRestEmpty,
            @Option(
                            names = "--force",
                            description =
                                    "Keeps values also of names that no ARG of the Dockerfile"
                                            + " declares.")
                    boolean force) {
        if (leaveRestEmpty && !target.isProjectEnv()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--leave-rest-empty is for one ProjectEnv: give -e too.");
        }
        ObjectNode patch = Json.object();
        for (String given : values == null ? List.<String>of() : values) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(
                        ExitCode.USAGE, "'" + given + "' is not NAME=VALUE, such as VERSION=1.2");
            }
            patch.set(
                    given.substring(0, equals),
                    new ArgValue(given.substring(equals + 1), secret).json());
        }
        (files == null ? Map.<String, String>of() : files)
                .forEach((name, file) ->
                        patch.set(name, new ArgValue(invocation.contentOf(file), secret).json()));
        if (patch.isEmpty() && !leaveRestEmpty) {
            throw new CommandFailure(ExitCode.USAGE, "No value: give NAME=VALUE or --file.");
        }
        show(
                invocation
                        .server()
                        .patch(
                                target.path()
                                        .with("leaveRestEmpty", flag(leaveRestEmpty))
                                        .with("force", flag(force)),
                                patch));
    }

    private static Optional<String> flag(boolean given) {
        return given ? Optional.of("true") : Optional.empty();
    }

    @Command(
            name = "unset",
            mixinStandardHelpOptions = true,
            description = "Takes values away, for later builds.")
    void unset(
            @Mixin ArgsTarget target,
            @Parameters(arity = "1..*", paramLabel = "NAME") List<String> names) {
        ObjectNode patch = Json.object();
        names.forEach(patch::putNull);
        show(invocation.server().patch(target.path(), patch));
    }

    private void show(JsonNode answer) {
        invocation.answer(
                answer,
                () -> {
                    Table table = new Table("NAME", "VALUE", "OF");
                    for (KeptValue kept : Json.items(answer, KeptValue.class)) {
                        table.row(
                                kept.name(),
                                kept.secret() ? "(secret)" : kept.value().orElse(""),
                                kept.origin().replace('_', ' ').toLowerCase(Locale.ROOT));
                    }
                    table.print(invocation.terminal());
                });
    }

    /** A value as it is kept; {@code origin} says whose it is. */
    record KeptValue(String name, Optional<String> value, boolean secret, String origin) {}
}
