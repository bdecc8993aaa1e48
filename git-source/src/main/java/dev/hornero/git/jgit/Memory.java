// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import java.io.IOException;

/** What all reads together hold, so that many large ones at a time do not exhaust the heap. */
final class Memory {

    private static final int PART_OF_THE_HEAP = 3;

    private final long limit;
    private long held;

    Memory(long limit) {
        this.limit = limit;
    }

    /** A third of the heap, but one read always finds its own. */
    static Memory besides(long oneRead) {
        return new Memory(Math.max(oneRead, Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP));
    }

    synchronized void take(long bytes) throws Exhausted {
        if (held + bytes > limit) {
            throw new Exhausted();
        }
        held += bytes;
    }

    synchronized void giveBack(long bytes) {
        held -= bytes;
    }

    synchronized long held() {
        return held;
    }

    /** Others hold it now. Waiting for it here could make all wait for each other. */
    static final class Exhausted extends IOException {
        Exhausted() {
            super("reading waits for memory");
        }
    }
}
