// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

/**
 * How much text may come out of variables while one Dockerfile is read. {@code ENV A=$A$A} doubles
 * with every line, so without a limit a short file takes all memory. BuildKit has none.
 */
public final class ExpansionBudget {
    private final long limit;
    private long left;

    /** A budget of characters written, or compared by patterns. */
    public ExpansionBudget(long characters) {
        this.limit = characters;
        this.left = characters;
    }

    void spend(long characters) throws ExpansionException {
        left -= characters;
        if (left < 0) {
            throw new ExpansionException(
                    "the expansion of variables exceeds the limit of " + limit + " characters");
        }
    }
}
