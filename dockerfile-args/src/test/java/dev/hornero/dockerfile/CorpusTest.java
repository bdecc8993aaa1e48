// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Dockerfiles as people write them, each with its {@link DockerfileEvaluation} as JSON, without
 * what is empty. A new one is a directory with two files.
 */
class CorpusTest {
    private static final String DOCKERFILE = "Dockerfile";
    private static final String RESULT = "result.json";

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                    .withConfigOverride(List.class, CorpusTest::emptyWhereAbsent)
                    .withConfigOverride(Set.class, CorpusTest::emptyWhereAbsent)
                    .withConfigOverride(Map.class, CorpusTest::emptyWhereAbsent)
                    .build();

    private static void emptyWhereAbsent(MutableConfigOverride type) {
        type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

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

        assertThat(evaluation)
                .as(mapper.writeValueAsString(evaluation))
                .isEqualTo(
                        mapper.readValue(
                                Files.readString(directory.resolve(RESULT)),
                                DockerfileEvaluation.class));
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
