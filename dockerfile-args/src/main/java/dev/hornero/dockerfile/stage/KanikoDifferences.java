// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import dev.hornero.dockerfile.instruction.Instruction;
import dev.hornero.dockerfile.instruction.MountFlag;
import dev.hornero.dockerfile.warning.WarningLog;
import java.util.Map;
import java.util.Set;

/** What Kaniko does otherwise with the stages that are built and the values that are given. */
final class KanikoDifferences {
    private KanikoDifferences() {}

    static void note(StageGraph graph, WarningLog warnings) {
        Set<BuildStage> withoutMounts = graph.needed(false);
        for (BuildStage stage : graph.stages()) {
            if (stage.reachable()) {
                noteFrom(stage, warnings);
                for (Command command : stage.commands()) {
                    if (command.instruction() instanceof Instruction.Run run) {
                        noteMounts(run, command, withoutMounts, warnings);
                    }
                }
            }
        }
    }

    private static void noteFrom(BuildStage stage, WarningLog warnings) {
        if (!stage.from().platform().isEmpty()) {
            warnings.fromPlatform(stage.line());
        }
        if (stage.base().automatic()) {
            warnings.automaticArgumentInFrom(stage.line());
        }
        stage.baseImage()
                .filter(image -> image.contains("onbuild"))
                .ifPresent(image -> warnings.triggersOfBaseUnknown(stage.line(), image));
    }

    private static void noteMounts(
            Instruction.Run run,
            Command command,
            Set<BuildStage> withoutMounts,
            WarningLog warnings) {
        for (int at = 0; at < run.mounts().size(); at++) {
            MountFlag mount = run.mounts().get(at);
            if (!mount.from().isEmpty()) {
                BuildStage source = command.sources().get(at).stage();
                warnings.mountFrom(
                        command.line(),
                        mount.from(),
                        source != null && !withoutMounts.contains(source));
            }
        }
    }

    /** Kaniko takes the quotes off the ends of a default before it evaluates it. */
    static void noteDefault(DeclaredArgument global, WarningLog warnings) {
        String text = global.writtenDefault().orElse("");
        if (text.length() < 2) {
            return;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        boolean quotedInFront = first == '"' || first == '\'';
        boolean quotedBehind = last == '"' || last == '\'';
        if (!quotedInFront && !quotedBehind) {
            return;
        }
        String inside = text.substring(1, text.length() - 1);
        boolean means =
                first == last
                        && inside.indexOf('"') < 0
                        && inside.indexOf('\'') < 0
                        && !(first == '\'' && inside.indexOf('$') >= 0);
        if (!means) {
            warnings.quotedGlobalDefault(global.line(), global.name());
        }
    }

    static void noteValues(
            Iterable<DeclaredArgument> globals, Map<String, String> given, WarningLog warnings) {
        for (DeclaredArgument global : globals) {
            String value = given.get(global.name());
            boolean readByFrom =
                    global.reads().stream().anyMatch(read -> read.keyword().equals("FROM"));
            if (value == null || !readByFrom) {
                continue;
            }
            if (value.isEmpty()) {
                warnings.emptyValueInFrom(global.name());
            }
            if (value.indexOf('=') >= 0) {
                warnings.equalsInFromValue(global.name());
            }
        }
    }
}
