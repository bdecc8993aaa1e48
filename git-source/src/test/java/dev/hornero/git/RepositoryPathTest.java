// SPDX-License-Identifier: Apache-2.0
package dev.hornero.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPathTest {

    @ParameterizedTest
    @CsvSource({
        "Dockerfile,         Dockerfile",
        "/Dockerfile,        Dockerfile",
        "./Dockerfile,       Dockerfile",
        "//a//./b/Dockerfile, a/b/Dockerfile",
        "a/../Dockerfile,    Dockerfile",
        "a/b/,               a/b",
        "/,                  ''"
    })
    void aPathIsNormalised(String text, String normalised) {
        assertThat(RepositoryPath.parse(text).orElseThrow().toString()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../Dockerfile", "a/../../Dockerfile", "/..", "a\0b"})
    void aPathThatLeavesTheRepositoryIsNone(String text) {
        assertThat(RepositoryPath.parse(text)).isEmpty();
    }
}
