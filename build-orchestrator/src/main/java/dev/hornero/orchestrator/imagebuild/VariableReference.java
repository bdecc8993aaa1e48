// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

/**
 * References to environment variables in args and environment values. The kubelet expands {@code
 * $(NAME)}, and {@code $$} to {@code $}, so literal text has every dollar doubled.
 */
final class VariableReference {
    private VariableReference() {}

    static String escaped(String text) {
        return text.replace("$", "$$");
    }

    static String to(String name) {
        return "$(" + name + ")";
    }
}
