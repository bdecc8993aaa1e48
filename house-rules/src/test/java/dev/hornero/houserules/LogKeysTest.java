// SPDX-License-Identifier: Apache-2.0
package dev.hornero.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogKeysTest {
    static List<Path> modules() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(".."))) {
            return entries.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyKeyHasOneMeaning(Path sources) {
        assertThat(LogKeys.unknownIn(sources)).isEmpty();
    }
}
