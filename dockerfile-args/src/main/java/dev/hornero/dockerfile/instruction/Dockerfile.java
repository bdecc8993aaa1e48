// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Dockerfile, read but not evaluated.
 *
 * @param escape the escape character of the directive, or the backslash
 * @param globals the ARGs before the first FROM
 * @param emptyContinuations the lines on which instructions end that have blank lines between their
 *     continuations
 */
public record Dockerfile(
        char escape,
        List<Instruction.Arg> globals,
        List<Stage> stages,
        List<Integer> emptyContinuations) {
    public Dockerfile {
        globals = List.copyOf(globals);
        stages = List.copyOf(stages);
        emptyContinuations = List.copyOf(emptyContinuations);
    }

    /** Each argument that a stage declares, with the first line that does. */
    public Map<String, Integer> linesOfStageArguments() {
        Map<String, Integer> lines = new HashMap<>();
        for (Stage stage : stages) {
            for (Instruction instruction : stage.instructions()) {
                if (instruction instanceof Instruction.Arg arg) {
                    arg.definitions().stream()
                            .filter(definition -> !definition.accidental())
                            .forEach(definition ->
                                    lines.putIfAbsent(definition.name(), arg.position().first()));
                }
            }
        }
        return lines;
    }

    /** The names of all arguments that are declared anywhere, also where nothing is built. */
    public Set<String> argumentNames() {
        return Stream.concat(
                        globals.stream(),
                        stages.stream()
                                .flatMap(stage -> stage.instructions().stream())
                                .filter(Instruction.Arg.class::isInstance)
                                .map(Instruction.Arg.class::cast))
                .flatMap(arg -> arg.definitions().stream())
                .map(Instruction.Arg.Definition::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A FROM with the instructions behind it. */
    public record Stage(Instruction.From from, List<Instruction> instructions) {
        public Stage {
            instructions = List.copyOf(instructions);
        }
    }
}
