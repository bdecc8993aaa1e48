// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

/** How a word uses a variable. */
public enum Use {
    /** {@code $X}, {@code ${X}}. */
    PLAIN,
    /** {@code ${X-w}}, {@code ${X:-w}}. */
    DEFAULT,
    /** {@code ${X+w}}, {@code ${X:+w}}. */
    ALTERNATIVE,
    /** {@code ${X?w}}, {@code ${X:?w}}: an error when it has no value. */
    DEMAND,
    /** {@code ${X#w}}, {@code ${X%w}}, {@code ${X/p/r}}. */
    PATTERN;

    /** Whether the word copes with a variable that has no value. */
    public boolean guarded() {
        return this == DEFAULT || this == ALTERNATIVE;
    }
}
