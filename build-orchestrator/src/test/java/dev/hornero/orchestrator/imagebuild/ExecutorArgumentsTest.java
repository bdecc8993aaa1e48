// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorArgumentsTest {
    @ParameterizedTest
    @CsvSource({
        "., /hornero/workspace/source",
        "/, /hornero/workspace/source",
        "'', /hornero/workspace/source",
        "Dockerfile, /hornero/workspace/source/Dockerfile",
        "/docker/Dockerfile, /hornero/workspace/source/docker/Dockerfile",
        "./a/../b/Dockerfile, /hornero/workspace/source/b/Dockerfile"
    })
    void pathsOfTheRepositoryAreMadeAbsolute(String given, String absolute) {
        assertThat(WorkspacePaths.inWorkspace("path", given)).isEqualTo(absolute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../etc/passwd", "a/../../b", "/../x"})
    void pathsThatLeaveTheRepositoryAreRefused(String given) {
        assertThatThrownBy(() -> WorkspacePaths.inWorkspace("source.contextPath", given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("source.contextPath");
    }

    @Test
    void whatIsMeantLiterallyHasEveryDollarDoubled() {
        assertThat(VariableReference.escaped("$A $(B) $$ 5$")).isEqualTo("$$A $$(B) $$$$ 5$$");
    }
}
