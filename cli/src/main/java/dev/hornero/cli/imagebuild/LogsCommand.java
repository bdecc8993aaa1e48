// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.terminal.OutputFormat;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A build's log, also long after its Pod is gone. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints a build's log; -o jsonl prints each line with time and container.")
public final class LogsCommand implements Runnable {
    private final Invocation invocation;

    @Mixin private BuildRef ref = new BuildRef();

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on until the log is complete.")
    private boolean follow;

    public LogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        Server server = invocation.server();
        String id = ref.id(server);
        PrintStream out = invocation.terminal().out();
        if (follow) {
            new LogFollower(server, id, invocation.surroundings().poll(), line -> print(line, out))
                    .follow();
            return;
        }
        JsonNode log = server.get(ResourcePath.status("builds", id, "logs"));
        if (invocation.format() == OutputFormat.JSON) {
            invocation.answer(log, () -> {});
        } else {
            log.path("lines").forEach(line -> print(line, out));
        }
    }

    private void print(JsonNode line, PrintStream out) {
        out.println(
                switch (invocation.format()) {
                    case TABLE -> LogFollower.text(line);
                    case JSON, JSONL -> line.toString();
                });
    }
}
