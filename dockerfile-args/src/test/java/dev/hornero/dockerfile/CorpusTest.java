// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.dockerfile.json.ScanJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Dockerfiles as people write them, each with what is to be said of it. A new one is a directory
 * with two files.
 */
class CorpusTest {
    private static final String DOCKERFILE = "Dockerfile";
    private static final String RESULT = "result.json";

    private final ObjectMapper mapper = new ObjectMapper();

    @TestFactory
    Stream<DynamicContainer> scansAsWritten() throws IOException, URISyntaxException {
        Path corpus = Path.of(getClass().getResource("/corpus").toURI());
        List<Path> cases = entries(corpus);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(10);
        return cases.stream()
                .map(each ->
                        dynamicContainer(
                                each.getFileName().toString(),
                                List.of(
                                        dynamicTest("is read", () -> check(each)),
                                        dynamicTest("has no other file", () -> checkFiles(each)))));
    }

    private void check(Path directory) throws IOException {
        DockerfileEvaluation evaluation =
                DockerfileScanner.withDefaults()
                        .evaluate(
                                Files.readAllBytes(directory.resolve(DOCKERFILE)),
                                ScanRequest.lastStage());

        String json = ScanJson.line(DOCKERFILE, evaluation);

        assertThat(mapper.readTree(json))
                .as(json)
                .isEqualTo(mapper.readTree(Files.readString(directory.resolve(RESULT))));
    }

    private static void checkFiles(Path directory) throws IOException {
        assertThat(entries(directory))
                .extracting(file -> file.getFileName().toString())
                .containsExactly(DOCKERFILE, RESULT);
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }
}
