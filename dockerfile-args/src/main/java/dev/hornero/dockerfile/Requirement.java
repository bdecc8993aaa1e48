// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

/**
 * Whether a build argument needs a value. No build engine has required arguments: BuildKit and
 * Kaniko expand a missing one to nothing and carry on, so the distinction is made here.
 */
public enum Requirement {
    /** It has no default and something that is built reads it. */
    REQUIRED,
    /** It has a default, possibly an empty one, or every read brings its own ({@code ${X:-d}}). */
    OPTIONAL,
    /** Nothing that is built reads it, or the engine fills it in itself. */
    IGNORABLE
}
