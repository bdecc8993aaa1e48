// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.args.GivenValues;
import dev.hornero.cli.imagebuild.AcceptedBuild;
import dev.hornero.cli.imagebuild.WaitOptions;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.invocation.ProjectEnvRef;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A project in an environment: the unit that is built. */
@Command(
        name = "project-env",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "ProjectEnvs: a project in an environment, the unit that is built.")
public final class ProjectEnvCommands {
    private static final ResourcePath PROJECT_ENVS = ResourcePath.api("project-envs");

    private final Invocation invocation;

    public ProjectEnvCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists ProjectEnvs and what they build; for phases 'project list'.")
    void list() {
        JsonNode answer = invocation.server().list(PROJECT_ENVS);
        invocation.answer(
                answer,
                () -> {
                    Table table =
                            new Table(
                                    "PROJECTENV",
                                    "PROJECT",
                                    "ENVIRONMENT",
                                    "BRANCH",
                                    "COMMIT",
                                    "TAG");
                    for (ProjectEnv projectEnv : Json.items(answer, ProjectEnv.class)) {
                        table.row(
                                projectEnv.name(),
                                projectEnv.project(),
                                projectEnv.environment(),
                                projectEnv.branch().orElse(projectEnv.environment()),
                                projectEnv.commit().orElse("last"),
                                projectEnv.tag().orElse("latest"));
                    }
                    table.print(invocation.terminal());
                });
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds an environment to a project; this starts the initial build.")
    int add(
            @Mixin ProjectEnvRef ref,
            @Mixin BuildSettings settings,
            @Mixin GivenValues values,
            @Mixin WaitOptions wait) {
        Fields fields =
                new Fields().with("project", ref.project()).with("environment", ref.environment());
        settings.addedTo(fields).with("args", values.patch(invocation));
        JsonNode answer = invocation.server().post(PROJECT_ENVS, fields.object());
        ObjectNode build = Json.object();
        build.put("projectEnv", ref.name());
        build.setAll((ObjectNode) answer.path("build"));
        return wait.follow(invocation, Json.as(build, AcceptedBuild.class), answer);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one ProjectEnv.")
    void show(@Mixin ProjectEnvRef ref) {
        JsonNode answer = invocation.server().get(ResourcePath.api("project-envs", ref.name()));
        invocation.answer(answer, () -> print(answer, ""));
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes what later builds of a ProjectEnv use.")
    void edit(@Mixin ProjectEnvRef ref, @Mixin BuildSettings settings) {
        Fields fields = settings.addedTo(new Fields());
        if (fields.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Nothing to change: give at least one option.");
        }
        JsonNode answer =
                invocation
                        .server()
                        .patch(ResourcePath.api("project-envs", ref.name()), fields.object());
        invocation.answer(answer, ref.name() + " changed; the next build uses it.");
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a ProjectEnv; builds of it that have not ended are cancelled.")
    void delete(@Mixin ProjectEnvRef ref) {
        invocation.server().delete(ResourcePath.api("project-envs", ref.name()));
        invocation.answer(Json.object().put("deleted", ref.name()), ref.name() + " deleted.");
    }

    private void print(JsonNode object, String prefix) {
        object.properties()
                .forEach(field -> {
                    String label = prefix + field.getKey();
                    if (field.getValue().isObject()) {
                        print(field.getValue(), label + ".");
                    } else {
                        String value =
                                field.getValue().isValueNode()
                                        ? field.getValue().asText()
                                        : field.getValue().toString();
                        invocation.terminal().out().println("%-26s %s".formatted(label, value));
                    }
                });
    }
}
