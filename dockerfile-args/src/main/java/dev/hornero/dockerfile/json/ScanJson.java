// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.json;

import dev.hornero.dockerfile.Argument;
import dev.hornero.dockerfile.BuildSecret;
import dev.hornero.dockerfile.Declaration;
import dev.hornero.dockerfile.DockerfileEvaluation;
import dev.hornero.dockerfile.DockerfileEvaluation.Consequence;
import dev.hornero.dockerfile.DockerfileScan;
import dev.hornero.dockerfile.ScanError;
import dev.hornero.dockerfile.ScannedStage;
import dev.hornero.dockerfile.Warning;
import java.util.List;

/**
 * The shape that {@code hornero scan -o json} prints: {@code path}, {@code stages} (index, name,
 * base, reachable, line), {@code arguments} (name, requirement, evidence, hard, default,
 * description, line, stages, since, declarations: line, stage, default), {@code secrets} (id,
 * required, line), {@code warnings} (code, line, message), {@code consequences} (name, value,
 * needs) and {@code error} (line, message). What is absent is null; no key is ever left out.
 */
public final class ScanJson {
    private ScanJson() {}

    /** One object without line feeds, so that a file of them is JSON Lines. */
    public static String line(String path, DockerfileEvaluation evaluation) {
        DockerfileScan scan = evaluation.scan();
        return new JsonText()
                .object(object ->
                        object.field("path", path)
                                .array("stages", scan.stages(), ScanJson::stage)
                                .array(
                                        "arguments",
                                        scan.arguments(),
                                        (json, argument) -> argument(json, argument, evaluation))
                                .array("secrets", scan.secrets(), ScanJson::secret)
                                .array("warnings", scan.warnings(), ScanJson::warning)
                                .array(
                                        "consequences",
                                        evaluation.consequences(),
                                        ScanJson::consequence)
                                .object("error", scan.error(), ScanJson::error))
                .toString();
    }

    private static void stage(JsonText json, ScannedStage stage) {
        json.field("index", stage.index())
                .field("name", stage.name().orElse(null))
                .field("base", stage.base())
                .field("reachable", stage.reachable())
                .field("line", stage.line());
    }

    private static void argument(
            JsonText json, Argument argument, DockerfileEvaluation evaluation) {
        json.field("name", argument.name())
                .field("requirement", argument.requirement().name())
                .field("evidence", argument.evidence().map(Enum::name).orElse(null))
                .field("hard", argument.hard())
                .field("default", argument.defaultValue().orElse(null))
                .field("description", argument.description().orElse(null))
                .field("line", argument.lines().getFirst())
                .numbers("stages", argument.stages())
                .strings("since", evaluation.since().getOrDefault(argument.name(), List.of()))
                .array("declarations", argument.declarations(), ScanJson::declaration);
    }

    private static void declaration(JsonText json, Declaration declaration) {
        json.field("line", declaration.line())
                .field("stage", declaration.stage().orElse(null))
                .field("default", declaration.defaultValue().orElse(null));
    }

    private static void secret(JsonText json, BuildSecret secret) {
        json.field("id", secret.id())
                .field("required", secret.required())
                .field("line", secret.line());
    }

    private static void warning(JsonText json, Warning warning) {
        json.field("code", warning.code())
                .field("line", warning.line().orElse(null))
                .field("message", warning.message());
    }

    private static void consequence(JsonText json, Consequence consequence) {
        json.field("name", consequence.name())
                .field("value", consequence.value())
                .strings("needs", consequence.needs());
    }

    private static void error(JsonText json, ScanError error) {
        json.field("line", error.line()).field("message", error.message());
    }
}
