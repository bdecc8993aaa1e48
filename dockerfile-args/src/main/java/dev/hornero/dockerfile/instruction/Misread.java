// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.instruction;

/** Something on the line of an ARG that its author meant otherwise than BuildKit reads it. */
public sealed interface Misread {
    /** What was meant as a comment, from the word that starts it to the end of the line. */
    record Comment(String mark) implements Misread {}

    /** Quotes as a word processor sets them, which protect no blank. */
    record Quotes(char opening) implements Misread {}
}
