// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRepositoryTest {
    @Test
    void isTheNameOfTheProjectEnv() {
        assertThat(ImageRepository.of("prod-shop")).isEqualTo("prod-shop");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 150, 201})
    void aLongNameIsShortenedToWhatEveryRegistryTakes(int length) {
        String name = "prod-" + "s".repeat(length - 5);
        assertThat(ImageRepository.of(name))
                .hasSizeLessThanOrEqualTo(100)
                .matches("[a-z0-9]+(-[a-z0-9]+)*")
                .startsWith("prod-sss");
    }

    @Test
    void longNamesThatDifferAtTheEndStayDifferent() {
        String start = "prod-" + "s".repeat(120);
        assertThat(ImageRepository.of(start + "a")).isNotEqualTo(ImageRepository.of(start + "b"));
    }

    @Test
    void twoSeparatorsInARowBecomeOneAndAreDistinguished() {
        assertThat(ImageRepository.of("prod-a--b"))
                .matches("prod-a-b-[0-9a-f]{8}")
                .isNotEqualTo(ImageRepository.of("prod-a---b"));
    }

    @Test
    void aCutBehindASeparatorLeavesOne() {
        String name = "p".repeat(90) + "-" + "q".repeat(20);
        assertThat(ImageRepository.of(name)).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }
}
