// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @Test
    void comesBackAsItWasGiven() {
        Mark mark = new Mark(3, 71_234_567_890L);

        assertThat(Mark.read(mark.text())).contains(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3-",
                "-3",
                "3-x",
                "3--1",
                "3-1-1",
                " 3-1",
                "3-1234567890123456789"
            })
    void whatWasNotGivenIsNoMark(String text) {
        assertThat(Mark.read(text)).isEmpty();
    }

    @Test
    void onlyLaterMarksOfTheSameReadModelContinueIt() {
        Mark mark = new Mark(3, 10);

        assertThat(new Mark(3, 10).continues(mark)).isTrue();
        assertThat(new Mark(3, 11).continues(mark)).isTrue();
        assertThat(new Mark(3, 9).continues(mark)).isFalse();
        assertThat(new Mark(4, 11).continues(mark)).isFalse();
    }
}
