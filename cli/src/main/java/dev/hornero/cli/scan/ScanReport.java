// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Json;
import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.ScannedStage;
import java.util.List;
import java.util.Set;

/**
 * What one Dockerfile needs, with the values that were given.
 *
 * @param path as it was given
 * @param given the names of the values
 */
record ScanReport(String path, DockerfileEvaluation evaluation, Set<String> given) {
    ScanReport {
        requireNonNull(path, "path");
        requireNonNull(evaluation, "evaluation");
        given = Set.copyOf(given);
    }

    DockerfileScan scan() {
        return evaluation.scan();
    }

    int exitCode() {
        if (scan().error().isPresent()) {
            return ExitCode.NOT_A_DOCKERFILE;
        }
        return scan().required().isEmpty() ? ExitCode.OK : ExitCode.VALUES_MISSING;
    }

    /** For machines. What is absent is null; no key is left out. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("path", path);
        ArrayNode stages = json.putArray("stages");
        scan().stages().forEach(stage -> write(stage, stages.addObject()));
        ArrayNode arguments = json.putArray("arguments");
        scan().arguments().forEach(argument -> write(argument, arguments.addObject()));
        ArrayNode secrets = json.putArray("secrets");
        scan().secrets()
                .forEach(secret ->
                        secrets.addObject()
                                .put("id", secret.id())
                                .put("required", secret.required())
                                .put("line", secret.line()));
        ArrayNode warnings = json.putArray("warnings");
        scan().warnings()
                .forEach(warning ->
                        warnings.addObject()
                                .put("code", warning.code())
                                .put("line", warning.line().orElse(null))
                                .put("message", warning.message()));
        ArrayNode consequences = json.putArray("consequences");
        evaluation
                .consequences()
                .forEach(consequence ->
                        consequences
                                .addObject()
                                .put("name", consequence.name())
                                .put("value", consequence.value())
                                .set("needs", Json.tree(consequence.needs())));
        json.putNull("error");
        scan().error()
                .ifPresent(error ->
                        json.putObject("error")
                                .put("line", error.line())
                                .put("message", error.message()));
        return json;
    }

    private static void write(ScannedStage stage, ObjectNode json) {
        json.put("index", stage.index())
                .put("name", stage.name().orElse(null))
                .put("base", stage.base())
                .put("reachable", stage.reachable())
                .put("line", stage.line());
    }

    private void write(Argument argument, ObjectNode json) {
        json.put("name", argument.name())
                .put("requirement", argument.requirement().name())
                .put("evidence", argument.evidence().map(Enum::name).orElse(null))
                .put("hard", argument.hard())
                .put("default", argument.defaultValue().orElse(null))
                .put("description", argument.description().orElse(null))
                .put("line", argument.lines().getFirst());
        json.set("stages", Json.tree(argument.stages()));
        json.set("since", Json.tree(evaluation.since().getOrDefault(argument.name(), List.of())));
        ArrayNode declarations = json.putArray("declarations");
        argument.declarations()
                .forEach(declaration ->
                        declarations
                                .addObject()
                                .put("line", declaration.line())
                                .put("stage", declaration.stage().orElse(null))
                                .put("default", declaration.defaultValue().orElse(null)));
    }
}
