// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may call, and what they may do. */
@Command(
        name = "api-key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "API keys. Needs the role ADMIN.")
public final class ApiKeyCommands {
    private static final ResourcePath API_KEYS = ResourcePath.api("api-keys");

    private final Invocation invocation;

    public ApiKeyCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists API keys.")
    void list() {
        JsonNode answer = invocation.server().list(API_KEYS);
        invocation.answer(
                answer,
                () -> {
                    Table table = new Table("NAME", "ROLE", "EXPIRES", "ID");
                    for (ApiKey key : Json.items(answer, ApiKey.class)) {
                        table.row(
                                key.name(),
                                key.role().name(),
                                key.expiresAt().map(Instant::toString).orElse("never"),
                                key.id());
                    }
                    table.print(invocation.terminal());
                });
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Makes an API key; it is shown this once and kept nowhere.")
    void add(
            @Parameters(paramLabel = "NAME", description = "Whose it is.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "${COMPLETION-CANDIDATES}; each includes those before.")
                    Role role,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description =
                                    "In so many days, such as 90d, or at a time such as"
                                            + " 2027-01-31T00:00:00Z. Default: never.")
                    Optional<String> expires) {
        JsonNode answer =
                invocation
                        .server()
                        .post(
                                API_KEYS,
                                new Fields()
                                        .with("name", name)
                                        .with("role", role.name())
                                        .with(
                                                "expiresAt",
                                                expires.map(this::time).map(Instant::toString))
                                        .object());
        invocation.answer(
                answer,
                () -> {
                    invocation
                            .terminal()
                            .err()
                            .println(
                                    "Keep it now, it is not shown again. Revoke: hornero api-key"
                                            + " delete "
                                            + answer.path("id").asText());
                    invocation.terminal().out().println(answer.path("key").asText());
                });
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Revokes an API key at once.")
    void delete(@Parameters(paramLabel = "ID") String id) {
        invocation.server().delete(ResourcePath.api("api-keys", id));
        invocation.answer(Json.object().put("deleted", id), "API key " + id + " revoked.");
    }

    private Instant time(String text) {
        try {
            return text.matches("[1-9][0-9]{0,4}d")
                    ? invocation
                            .surroundings()
                            .clock()
                            .instant()
                            .plus(Duration.ofDays(Long.parseLong(text.replace("d", ""))))
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--expires: '"
                            + text
                            + "' is neither 90d nor a time such as"
                            + " 2027-01-31T00:00:00Z",
                    e);
        }
    }

    /** What a key may do; each includes those before it. */
    enum Role {
        VIEWER,
        EDITOR,
        ADMIN
    }

    record ApiKey(String id, String name, Role role, Optional<Instant> expiresAt) {}
}
