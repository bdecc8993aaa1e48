// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

/**
 * The kubelet expands {@code $(NAME)} in args and environment values and makes {@code $} of {@code
 * $$}; what is meant literally has every dollar doubled.
 */
final class Dollars {
    private Dollars() {}

    static String literal(String text) {
        return text.replace("$", "$$");
    }

    static String variable(String name) {
        return "$(" + name + ")";
    }
}
