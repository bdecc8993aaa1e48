// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.scan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.server.Json;
import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.BuildSecret;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.ScannedStage;
import dev.hornero.dockerfile.SshMount;
import dev.hornero.dockerfile.Warning;
import java.util.List;
import java.util.Set;

/**
 * What one Dockerfile needs.
 *
 * @param path as it was given
 * @param given the names of the values known already
 */
record ScanReport(String path, DockerfileScan scan, Set<String> given) {
    ScanReport {
        requireNonNull(path, "path");
        requireNonNull(scan, "scan");
        given = Set.copyOf(given);
    }

    /** Required, and not given. */
    List<Argument> missing() {
        return scan.required().stream()
                .filter(argument -> !given.contains(argument.name()))
                .toList();
    }

    int exitCode() {
        if (scan.error().isPresent()) {
            return ExitCode.NOT_A_DOCKERFILE;
        }
        return missing().isEmpty() ? ExitCode.OK : ExitCode.VALUES_MISSING;
    }

    /** For machines; what is absent is left out. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("path", path);
        json.set("stages", array(scan.stages().stream().map(ScanReport::json).toList()));
        json.set("arguments", array(scan.arguments().stream().map(ScanReport::json).toList()));
        json.set("secrets", array(scan.secrets().stream().map(ScanReport::json).toList()));
        json.set("sshMounts", array(scan.sshMounts().stream().map(ScanReport::json).toList()));
        json.set("baseImages", Json.tree(scan.baseImages()));
        scan.syntax().ifPresent(image -> json.put("syntax", image));
        json.set("warnings", array(scan.warnings().stream().map(ScanReport::json).toList()));
        scan.error()
                .ifPresent(error ->
                        json.putObject("error")
                                .put("line", error.line())
                                .put("message", error.message()));
        return json;
    }

    private static JsonNode json(ScannedStage stage) {
        ObjectNode json = Json.object().put("index", stage.index());
        stage.name().ifPresent(name -> json.put("name", name));
        json.put("base", stage.base());
        json.put("reachable", stage.reachable());
        return json.put("line", stage.line());
    }

    private static JsonNode json(Argument argument) {
        ObjectNode json =
                Json.object()
                        .put("name", argument.name())
                        .put("requirement", argument.requirement().name());
        argument.evidence().ifPresent(evidence -> json.put("evidence", evidence.name()));
        json.put("hard", argument.hard());
        argument.defaultValue().ifPresent(value -> json.put("default", value));
        argument.description().ifPresent(text -> json.put("description", text));
        argument.lines().stream().findFirst().ifPresent(line -> json.put("line", line));
        json.set("lines", Json.tree(argument.lines()));
        json.set("stages", Json.tree(argument.stages()));
        return json;
    }

    private static JsonNode json(BuildSecret secret) {
        return Json.object()
                .put("id", secret.id())
                .put("required", secret.required())
                .put("line", secret.line());
    }

    private static JsonNode json(SshMount mount) {
        return Json.object()
                .put("id", mount.id())
                .put("required", mount.required())
                .put("line", mount.line());
    }

    private static JsonNode json(Warning warning) {
        ObjectNode json = Json.object().put("code", warning.code());
        warning.line().ifPresent(line -> json.put("line", line));
        return json.put("message", warning.message());
    }

    private static ArrayNode array(List<JsonNode> items) {
        return Json.array().addAll(items);
    }
}
