// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorLineTest {
    @Test
    void anInstructionBegins() {
        assertThat(ExecutorLine.read("INFO[0012] RUN npm ci && npm test"))
                .contains(new ExecutorLine.Instruction("RUN npm ci && npm test"));
        assertThat(ExecutorLine.read("INFO[2026-03-01T12:00:00Z] COPY . /app"))
                .contains(new ExecutorLine.Instruction("COPY . /app"));
    }

    @Test
    void theImageIsPushed() {
        assertThat(ExecutorLine.read("INFO[0040] Pushing image to registry.example.com/a:b"))
                .contains(new ExecutorLine.Push());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN this is what a program prints",
                "INFO[0001] Running: [/bin/sh -c x]",
                "INFO[0001] Retrieving image manifest alpine",
                "WARN[0001] RUN something",
                ""
            })
    void everythingElseSaysNothing(String line) {
        assertThat(ExecutorLine.read(line)).isEmpty();
    }
}
