// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.Require;
import java.util.List;

/**
 * What a Dockerfile needs with the values that a build has. No secret value is in it.
 *
 * @param arguments every build argument of what is built, in the order of the Dockerfile
 * @param warnings of the Dockerfile and of the values
 * @param consequences of the values that are missing
 */
public record Evaluation(
        List<EvaluatedArgument> arguments,
        List<ScanWarning> warnings,
        List<Consequence> consequences) {
    public Evaluation {
        arguments = List.copyOf(Require.present(arguments, "evaluation.arguments"));
        warnings = List.copyOf(Require.present(warnings, "evaluation.warnings"));
        consequences = List.copyOf(Require.present(consequences, "evaluation.consequences"));
    }
}
