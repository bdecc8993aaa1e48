// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

/** Why an argument is {@link Requirement#REQUIRED}. */
public enum Evidence {
    /** An instruction that is built names it. */
    EXPLICIT,
    /**
     * Nothing names it, but a RUN after it has it in its environment, where a tool may look for it
     * (a token read by {@code npm ci}). Worth asking for, and fair to leave empty.
     */
    AMBIENT
}
