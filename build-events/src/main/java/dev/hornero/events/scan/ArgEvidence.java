// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

/** Why a build argument is required. */
public enum ArgEvidence {
    /** An instruction of a reachable stage reads it. */
    EXPLICIT,
    /** Nothing names it, but a RUN after it has it in its environment. */
    AMBIENT
}
