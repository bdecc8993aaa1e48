// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.terminal.Ago;
import dev.hornero.cli.terminal.Table;
import dev.hornero.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How builds stand. */
@Command(
        name = "builds",
        mixinStandardHelpOptions = true,
        description = "Lists builds, the latest first; 'builds show' shows all about one.")
public final class BuildsCommand implements Runnable {
    private final Invocation invocation;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "PROJECT",
            description = "Only of this project.")
    private Optional<String> project = Optional.empty();

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENVIRONMENT",
            description = "Only of this environment.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--phase", paramLabel = "PHASE", description = "Only in this phase.")
    private Optional<Phase> phase = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many. Default: 20.")
    private int limit = 20;

    public BuildsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        JsonNode answer =
                invocation
                        .server()
                        .list(
                                ResourcePath.status("builds")
                                        .with("project", project)
                                        .with("environment", environment)
                                        .with("phase", phase.map(Phase::name))
                                        .with("limit", Integer.toString(Math.min(limit, 100))),
                                limit);
        invocation.answer(answer, () -> print(Json.items(answer, Build.class)));
    }

    private void print(List<Build> builds) {
        Terminal terminal = invocation.terminal();
        Table table = new Table("BUILD", "PHASE", "SINCE", "BRANCH", "COMMIT", "ID", "DETAIL");
        for (Build build : builds) {
            table.row(
                    build.projectEnv() + "#" + build.number(),
                    build.phase().on(terminal),
                    Ago.of(
                            build.times().ended().orElse(build.times().requested()),
                            invocation.surroundings().clock()),
                    build.branch().orElse("-"),
                    build.commit().map(Build.Commit::abbreviated).orElse("-"),
                    build.id(),
                    build.detail());
        }
        table.print(terminal);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one build: phase, commit, image, reason.")
    void show(@Mixin BuildRef ref) {
        Server server = invocation.server();
        // Lists leave out what changed since the build before
        JsonNode answer = server.get(ResourcePath.status("builds", ref.id(server)));
        Build build = Json.as(answer, Build.class);
        invocation.answer(answer, () -> print(build));
    }

    private void print(Build build) {
        Terminal terminal = invocation.terminal();
        line("build", build.title() + "  " + build.id());
        line("phase", build.phase().on(terminal));
        if (build.phase() != Phase.SUCCEEDED && !build.detail().isEmpty()) {
            line("detail", build.detail());
        }
        build.line().ifPresent(number -> line("line", "Dockerfile line " + number));
        build.exitCode().ifPresent(code -> line("exit code", Integer.toString(code)));
        build.hint().ifPresent(hint -> line("hint", hint));
        build.branch().ifPresent(branch -> line("branch", branch));
        build.commit()
                .ifPresent(commit ->
                        line(
                                "commit",
                                commit.sha()
                                        + commit.subject()
                                                .map(subject -> "  " + subject)
                                                .orElse("")));
        build.image().ifPresent(image -> line("image", image));
        build.digest().ifPresent(digest -> line("digest", digest));
        if (!build.tags().isEmpty()) {
            line("tags", String.join(", ", build.tags()));
        }
        line("requested", build.times().requested().toString());
        build.times().ended().ifPresent(ended -> line("ended", ended.toString()));
        build.changes()
                .flatMap(ArgumentChanges::sentence)
                .ifPresent(changes -> line("changes", changes));
        build.warnings().forEach(warning -> line("warning", warning.sentence()));
        if (!build.missing().isEmpty()) {
            for (MissingValue value : build.missing()) {
                List<String> lines = value.lines(build.consequences());
                line("missing", lines.getFirst());
                lines.stream().skip(1).forEach(more -> line("", more));
            }
            line("next", build.argsCommand());
        }
    }

    private void line(String label, String value) {
        invocation.terminal().out().println("%-10s %s".formatted(label, value));
    }
}
