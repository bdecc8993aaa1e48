// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

/**
 * A parser directive, {@code # name=value}.
 *
 * @param name in lower case
 */
public record Directive(String name, String value) {
    static final String ESCAPE = "escape";
    static final String SYNTAX = "syntax";
    static final String CHECK = "check";
}
