// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

import java.util.List;

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

    /** A FROM with the instructions behind it. */
    public record Stage(Instruction.From from, List<Instruction> instructions) {
        public Stage {
            instructions = List.copyOf(instructions);
        }
    }
}
