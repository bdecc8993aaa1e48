// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.imagebuild.Build;
import dev.hornero.cli.imagebuild.MissingValue;
import dev.hornero.cli.imagebuild.Phase;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import dev.hornero.cli.terminal.Ago;
import dev.hornero.cli.terminal.Table;
import dev.hornero.cli.terminal.Terminal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The projects of project-service, each with its ProjectEnvs. What status-service does not know yet
 * was just created, so its initial build is REQUESTED.
 */
record ProjectList(JsonNode json) {

    static ProjectList read(Server server) {
        ObjectNode projects = server.list(ResourcePath.api("projects"));
        JsonNode created = server.list(ResourcePath.api("project-envs"));
        JsonNode states = server.list(ResourcePath.status("project-envs"));
        return joined(projects, created, states);
    }

    static ProjectList joined(ObjectNode projects, JsonNode created, JsonNode states) {
        Map<String, JsonNode> stateOf = new HashMap<>();
        states.path("items").forEach(state -> stateOf.put(state.path("name").asText(), state));
        ObjectNode whole = projects.deepCopy();
        for (JsonNode project : whole.path("items")) {
            ArrayNode projectEnvs = ((ObjectNode) project).putArray("projectEnvs");
            for (JsonNode projectEnv : created.path("items")) {
                if (projectEnv.path("project").equals(project.path("name"))) {
                    String name = projectEnv.path("name").asText();
                    projectEnvs.add(stateOf.getOrDefault(name, justCreated(projectEnv)));
                }
            }
        }
        return new ProjectList(whole);
    }

    private static ObjectNode justCreated(JsonNode projectEnv) {
        ObjectNode state = Json.object();
        for (String field : List.of("id", "name", "project", "environment")) {
            state.set(field, projectEnv.path(field));
        }
        return state.put("phase", Phase.REQUESTED.name());
    }

    void print(Terminal terminal, Clock clock) {
        Table table = new Table("PROJECT", "ENVIRONMENT", "PHASE", "BUILD", "SINCE", "DETAIL");
        for (JsonNode project : json.path("items")) {
            String name = project.path("name").asText();
            if (project.path("projectEnvs").isEmpty()) {
                table.row(name, "-", "-", "-", "-", "no environment yet");
            }
            for (JsonNode node : project.path("projectEnvs")) {
                ProjectEnvState state = Json.as(node, ProjectEnvState.class);
                table.row(
                        name,
                        state.environment(),
                        state.phase().orElse(Phase.REQUESTED).on(terminal),
                        state.lastBuild().map(build -> "#" + build.number()).orElse("#1"),
                        state.lastBuild().map(build -> since(build, clock)).orElse("now"),
                        detail(state));
            }
        }
        table.print(terminal);
        for (JsonNode project : json.path("items")) {
            for (JsonNode node : project.path("projectEnvs")) {
                explainMissing(Json.as(node, ProjectEnvState.class), terminal);
            }
        }
    }

    private static String since(Build build, Clock clock) {
        return Ago.of(build.times().ended().orElse(build.times().requested()), clock);
    }

    private static String detail(ProjectEnvState state) {
        if (!state.missing().isEmpty()) {
            return "needs "
                    + String.join(", ", state.missing().stream().map(MissingValue::name).toList());
        }
        return state.lastBuild().map(Build::detail).orElse("");
    }

    private static void explainMissing(ProjectEnvState state, Terminal terminal) {
        if (state.missing().isEmpty()) {
            return;
        }
        terminal.out().println();
        terminal.out().println(state.name() + " needs values:");
        for (MissingValue value : state.missing()) {
            value.lines(state.lastBuild().map(Build::consequences).orElse(List.of()))
                    .forEach(line -> terminal.out().println("  " + line));
        }
        for (ProjectEnvState.OptionalValue value : state.optional()) {
            terminal.out().println("  %-20s %s".formatted(value.name(), value.sentence()));
        }
        state.lastBuild()
                .map(Build::warningsOnValues)
                .orElse(List.of())
                .forEach(warning -> terminal.out().println("  Warning: " + warning));
        terminal.out()
                .println(
                        "  hornero args set -p %s -e %s %s"
                                .formatted(
                                        state.project(),
                                        state.environment(),
                                        String.join(
                                                " ",
                                                state.missing().stream()
                                                        .map(value -> value.name() + "=…")
                                                        .toList())));
    }
}
