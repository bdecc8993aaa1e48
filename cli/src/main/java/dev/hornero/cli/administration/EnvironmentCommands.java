// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.terminal.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stages such as dev and prod: where their builds run, and their default branch. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Environments: in which cluster and namespace builds run.")
public final class EnvironmentCommands {
    private static final ResourcePath ENVIRONMENTS = ResourcePath.api("environments");

    private final Invocation invocation;

    public EnvironmentCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists environments.")
    void list() {
        JsonNode environments = invocation.server().list(ENVIRONMENTS);
        invocation.answer(
                environments,
                () -> {
                    Table table = new Table("ENVIRONMENT", "CLUSTER", "NAMESPACE", "BRANCH");
                    for (Environment environment : Json.items(environments, Environment.class)) {
                        table.row(
                                environment.name(),
                                environment.cluster(),
                                environment.namespace(),
                                environment.branch().orElse(environment.name()));
                    }
                    table.print(invocation.terminal());
                });
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds an environment. Needs the role ADMIN.")
    void add(
            @Parameters(paramLabel = "NAME", description = "dev, prod, …") String name,
            @Option(
                            names = "--cluster",
                            required = true,
                            paramLabel = "C",
                            description = "The cluster that builds.")
                    String cluster,
            @Option(
                            names = "--namespace",
                            required = true,
                            paramLabel = "N",
                            description = "The namespace that builds run in.")
                    String namespace,
            @Option(
                            names = "--branch",
                            paramLabel = "B",
                            description = "Default branch. Default: the environment's name.")
                    Optional<String> branch) {
        JsonNode answer =
                invocation
                        .server()
                        .post(
                                ENVIRONMENTS,
                                new Fields()
                                        .with("name", name)
                                        .with("cluster", cluster)
                                        .with("namespace", namespace)
                                        .with("branch", branch)
                                        .object());
        invocation.answer(
                answer,
                "Environment %s builds in cluster %s, namespace %s."
                        .formatted(name, cluster, namespace));
    }
}
