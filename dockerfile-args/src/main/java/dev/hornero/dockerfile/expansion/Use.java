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
    /** {@code ${X?w}}: an error when it has no value. */
    DEMAND,
    /** {@code ${X:?w}}: an error when it has no value, or an empty one. */
    DEMAND_TEXT,
    /** {@code ${X#w}}, {@code ${X%w}}, {@code ${X/p/r}}. */
    PATTERN;

    /** Whether the word copes with a variable that has no value. */
    public boolean guarded() {
        return this == DEFAULT || this == ALTERNATIVE;
    }

    /** Whether the word is an error without a value. */
    public boolean demands() {
        return this == DEMAND || this == DEMAND_TEXT;
    }
}
