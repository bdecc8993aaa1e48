// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.terminal.Ago;
import dev.hornero.cli.terminal.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Events that a consumer could not take. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Events that a consumer could not take. Needs the role ADMIN.")
public final class DeadLetterCommands {
    private static final ResourcePath DEAD_LETTERS = ResourcePath.api("dead-letters");

    private final Invocation invocation;

    public DeadLetterCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists dead letters with the reason.")
    void list() {
        JsonNode answer = invocation.server().list(DEAD_LETTERS);
        invocation.answer(
                answer,
                () -> {
                    Table table = new Table("ID", "GROUP", "TYPE", "SINCE", "REASON");
                    for (DeadLetter letter : Json.items(answer, DeadLetter.class)) {
                        table.row(
                                letter.id(),
                                letter.group().orElse("-"),
                                letter.type().orElse("-"),
                                letter.time()
                                        .map(time ->
                                                Ago.of(time, invocation.surroundings().clock()))
                                        .orElse("-"),
                                letter.reason().orElse(""));
                    }
                    table.print(invocation.terminal());
                });
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Gives dead letters back to the group that refused them.")
    void replay(@Parameters(arity = "1..*", paramLabel = "ID") List<String> ids) {
        for (String id : ids) {
            JsonNode answer =
                    invocation
                            .server()
                            .post(ResourcePath.api("dead-letters", id, "replay"), Json.object());
            invocation.answer(answer, id + " replayed.");
        }
    }

    record DeadLetter(
            String id,
            Optional<String> group,
            Optional<String> reason,
            Optional<Instant> time,
            Optional<String> type) {}
}
