// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.CommandFailure;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Git repositories with a Dockerfile, and how their ProjectEnvs stand. */
@Command(
        name = "project",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Projects: a git repository and a Dockerfile in it.")
public final class ProjectCommands {
    private final Invocation invocation;

    public ProjectCommands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Lists projects with the phase of their ProjectEnvs and the values that are"
                            + " missing.")
    void list() {
        ProjectList projects = ProjectList.read(invocation.server());
        invocation.answer(
                projects.json(),
                () -> projects.print(invocation.terminal(), invocation.surroundings().clock()));
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a project.")
    void add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--repository",
                            required = true,
                            paramLabel = "URL",
                            description = "https://…, ssh://…, git@host:path")
                    String repository,
            @Mixin Source source) {
        Fields fields = new Fields().with("name", name).with("repository", repository);
        JsonNode answer =
                invocation
                        .server()
                        .post(ResourcePath.api("projects"), source.addedTo(fields).object());
        invocation.answer(
                answer,
                "Project %s added. Next: hornero project-env add -p %s -e ENVIRONMENT"
                        .formatted(name, name));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one project.")
    void show(@Parameters(paramLabel = "NAME") String name) {
        JsonNode answer = invocation.server().get(ResourcePath.api("projects", name));
        Project project = Json.as(answer, Project.class);
        invocation.answer(
                answer,
                () -> {
                    line("project", Optional.of(project.name()));
                    line("repository", Optional.of(project.repository()));
                    line("Dockerfile", project.dockerfilePath());
                    line("context", project.contextPath());
                    line("target", project.target());
                    line("git credential", project.gitCredential());
                    line("submodules", project.submodules().map(String::valueOf));
                    line("git directory", project.gitDirectory().map(String::valueOf));
                });
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes a project; an empty value puts the default back.")
    void edit(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--repository", paramLabel = "URL") Optional<String> repository,
            @Mixin Source source) {
        Fields fields = source.addedTo(new Fields().with("repository", repository));
        if (fields.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Nothing to change: give at least one option.");
        }
        JsonNode patch = nullForEmpty(fields);
        JsonNode answer = invocation.server().patch(ResourcePath.api("projects", name), patch);
        invocation.answer(answer, "Project " + name + " changed; the next build uses it.");
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a project that has no ProjectEnv.")
    void delete(@Parameters(paramLabel = "NAME") String name) {
        invocation.server().delete(ResourcePath.api("projects", name));
        invocation.answer(Json.object().put("deleted", name), "Project " + name + " deleted.");
    }

    private static JsonNode nullForEmpty(Fields fields) {
        var patch = fields.object().deepCopy();
        fields.object()
                .properties()
                .forEach(field -> {
                    if (field.getValue().asText().isEmpty()) {
                        patch.putNull(field.getKey());
                    }
                });
        return patch;
    }

    private void line(String label, Optional<String> value) {
        value.ifPresent(
                text -> invocation.terminal().out().println("%-15s %s".formatted(label, text)));
    }
}
