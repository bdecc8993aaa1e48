// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePositionTest {
    @Test
    void comesBackAsItWasGiven() {
        ChangePosition position = new ChangePosition(3, 71_234_567_890L);

        assertThat(ChangePosition.read(position.text())).contains(position);
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
        assertThat(ChangePosition.read(text)).isEmpty();
    }

    @Test
    void onlyLaterMarksOfTheSameReadModelContinueIt() {
        ChangePosition position = new ChangePosition(3, 10);

        assertThat(new ChangePosition(3, 10).continues(position)).isTrue();
        assertThat(new ChangePosition(3, 11).continues(position)).isTrue();
        assertThat(new ChangePosition(3, 9).continues(position)).isFalse();
        assertThat(new ChangePosition(4, 11).continues(position)).isFalse();
    }
}
