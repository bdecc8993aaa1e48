// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDefaultTest {
    @Test
    void twoThatDifferAreListedInTheOrderOfTheFile() {
        LineDefault first = new LineDefault(3, "8080");
        LineDefault second = new LineDefault(7, "9090");

        assertThat(LineDefault.differing(List.of(second, first, second)))
                .contains(List.of(first, second));
    }

    @Test
    void oneDefaultIsNotListedAgain() {
        assertThat(LineDefault.differing(List.of())).isEmpty();
        assertThat(LineDefault.differing(List.of(new LineDefault(3, "8080")))).isEmpty();
        assertThat(
                        LineDefault.differing(
                                List.of(new LineDefault(3, "8080"), new LineDefault(7, "8080"))))
                .isEmpty();
    }

    @Test
    void manyAndLongOnesDoNotMakeEventsLong() {
        String text = "x".repeat(999) + "😀".repeat(10_000);
        List<LineDefault> all =
                IntStream.rangeClosed(1, 5_000)
                        .mapToObj(line -> new LineDefault(line, text + line))
                        .toList();

        assertThat(LineDefault.differing(all).orElseThrow())
                .hasSize(50)
                .first()
                .isEqualTo(new LineDefault(1, "x".repeat(999) + "…"));
    }
}
