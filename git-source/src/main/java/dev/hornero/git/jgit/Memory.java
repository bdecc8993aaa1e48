// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;

/**
 * What all reads together hold, so that many large ones at a time do not exhaust the heap. A part
 * is kept for small ones, as nearly all are: large ones of slow hosts do not stop them.
 */
final class Memory {

    private static final int PART_OF_THE_HEAP = 3;
    private static final int PART_FOR_SMALL_ONES = 4;

    /** What a read may hold and still be a small one. */
    private static final long SMALL = 1024 * 1024;

    private final long limit;
    private long used;

    Memory(long limit) {
        this.limit = limit;
    }

    /** A third of the heap, but one read always finds its own. */
    static Memory besides(long oneRead) {
        long withItsPart = oneRead / (PART_FOR_SMALL_ONES - 1) * PART_FOR_SMALL_ONES;
        return new Memory(
                Math.max(withItsPart, Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP));
    }

    /** {@code before}: what this read took already. */
    synchronized void take(long bytes, long before) throws Exhausted {
        long kept = before + bytes > SMALL ? limit / PART_FOR_SMALL_ONES : 0;
        if (used + bytes > limit - kept) {
            throw new Exhausted();
        }
        used += bytes;
    }

    synchronized void giveBack(long bytes) {
        used -= bytes;
    }

    synchronized long used() {
        return used;
    }

    /** Others hold it now. Waiting for it here could make all wait for each other. */
    static final class Exhausted extends IOException {
        Exhausted() {
            super("reading waits for memory");
        }
    }
}
