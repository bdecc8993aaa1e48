// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ObjectShelfTest {

    private final Memory memory = new Memory(10_000);

    @Test
    void readsShareTheMemory() throws Exception {
        try (ObjectShelf one = new ObjectShelf(8_000, memory);
                ObjectShelf other = new ObjectShelf(8_000, memory)) {
            one.reserve(6_000);

            assertThatExceptionOfType(Memory.Exhausted.class)
                    .isThrownBy(() -> other.reserve(6_000));
        }
    }

    @Test
    void aReadGivesItsMemoryBackWhenItEnds() throws Exception {
        try (ObjectShelf one = new ObjectShelf(8_000, memory)) {
            one.reserve(6_000);
            assertThat(memory.used()).isGreaterThan(6_000);
        }

        assertThat(memory.used()).isZero();
    }

    @Test
    void oneReadHoldsNoMoreThanItsLimit() {
        try (ObjectShelf one = new ObjectShelf(8_000, memory)) {
            assertThatExceptionOfType(LimitReached.class).isThrownBy(() -> one.reserve(8_000));
        }
    }

    @Test
    void largeReadsLeaveRoomForSmallOnes() throws Exception {
        int mib = 1024 * 1024;
        Memory shared = new Memory(40L * mib);
        try (ObjectShelf large = new ObjectShelf(100L * mib, shared);
                ObjectShelf small = new ObjectShelf(100L * mib, shared)) {
            for (int i = 0; i < 29; i++) {
                large.reserve(mib);
            }
            assertThatExceptionOfType(Memory.Exhausted.class).isThrownBy(() -> large.reserve(mib));

            small.reserve(mib / 2);
        }
    }
}
