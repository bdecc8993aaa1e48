// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefBudgetTest {

    @Test
    void readsShareTheMemoryForRefsToo() throws Exception {
        Memory memory = new Memory(1000);
        try (RefBudget first = new RefBudget(200, memory);
                RefBudget second = new RefBudget(200, memory)) {
            first.take(200, ".");

            assertThatThrownBy(() -> second.take(100, ".")).isInstanceOf(Memory.Exhausted.class);
        }
        assertThat(memory.used()).isZero();
    }

    @Test
    void oneReadTakesNoMoreThanItsLimit() throws Exception {
        try (RefBudget budget = new RefBudget(200, new Memory(10_000))) {
            budget.take(150, ".");

            assertThatThrownBy(() -> budget.take(51, "; name it."))
                    .isInstanceOf(LimitReached.class)
                    .hasMessageEndingWith("the 200 bytes allowed; name it.");
        }
    }
}
