// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

/** How much of branches and tags a server may list during one read. */
final class RefBudget implements AutoCloseable {

    /** How much more a ref takes as an object than as a line. */
    private static final int GROWTH = 4;

    private final int limit;
    private final Memory memory;
    private long taken;

    RefBudget(int limit, Memory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Before a line is kept; {@code advice} ends the sentence where that is one too many. */
    void take(int bytes, String advice) throws LimitReached, Memory.Exhausted {
        if (taken + bytes > limit) {
            throw new LimitReached(
                    "The git server lists more branches and tags than the "
                            + limit
                            + " bytes allowed"
                            + advice);
        }
        memory.take((long) bytes * GROWTH, taken * GROWTH);
        taken += bytes;
    }

    @Override
    public void close() {
        memory.giveBack(taken * GROWTH);
        taken = 0;
    }
}
