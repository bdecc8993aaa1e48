// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.houserules.LogKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogKeysTest {
    @Test
    void everyKeyHasOneMeaning() {
        assertThat(LogKeys.unknownIn(Path.of("src/main/java"))).isEmpty();
    }
}
