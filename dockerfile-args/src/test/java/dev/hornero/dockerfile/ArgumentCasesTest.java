// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code arg-cases.json}; all were run through BuildKit's own code. */
class ArgumentCasesTest {
    private static final int CASES = 122;

    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    @TestFactory
    Stream<DynamicTest> scansAsBuildKitBuilds() throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream file = getClass().getResourceAsStream("/arg-cases.json")) {
            new ObjectMapper().readTree(file).forEach(cases::add);
        }
        assertThat(cases).hasSize(CASES);
        return cases.stream()
                .map(each ->
                        dynamicTest(
                                each.get("n").asText() + " " + each.get("title").asText(),
                                () -> check(each)));
    }

    private void check(JsonNode each) {
        ScanRequest request = ScanRequest.lastStage();
        if (each.has("target")) {
            request = request.withTarget(each.get("target").asText());
        }
        JsonNode expected = each.get("expect");

        DockerfileScan scan =
                scanner.scan(
                        each.get("dockerfile").asText().getBytes(StandardCharsets.UTF_8), request);

        if (expected.has("error")) {
            assertThat(scan.error()).isPresent();
            assertThat(scan.error().orElseThrow().message())
                    .contains(expected.get("error").asText());
            return;
        }
        assertThat(scan.error()).isEmpty();
        assertThat(scan.stages().stream().filter(ScannedStage::reachable).map(ScannedStage::index))
                .containsExactlyElementsOf(integers(expected.get("stages")));
        assertThat(evidenceOfRequired(scan)).isEqualTo(texts(expected.get("required")));
        assertThat(defaultsOfOptional(scan)).isEqualTo(texts(expected.get("optional")));
        assertThat(namesOfIgnorable(scan))
                .containsExactlyInAnyOrderElementsOf(strings(expected.get("ignorable")));
        if (expected.has("descriptions")) {
            assertThat(descriptions(scan)).isEqualTo(texts(expected.get("descriptions")));
        }
    }

    private static Map<String, String> evidenceOfRequired(DockerfileScan scan) {
        Map<String, String> required = new TreeMap<>();
        for (Argument argument : scan.required()) {
            required.put(
                    argument.name(),
                    argument.evidence().orElseThrow().name().toLowerCase(Locale.ROOT));
        }
        return required;
    }

    private static Map<String, String> defaultsOfOptional(DockerfileScan scan) {
        Map<String, String> optional = new TreeMap<>();
        for (Argument argument : scan.arguments()) {
            if (argument.requirement() == Requirement.OPTIONAL) {
                optional.put(argument.name(), argument.defaultValue().orElse(null));
            }
        }
        return optional;
    }

    private static List<String> namesOfIgnorable(DockerfileScan scan) {
        return scan.arguments().stream()
                .filter(argument -> argument.requirement() == Requirement.IGNORABLE)
                .map(Argument::name)
                .toList();
    }

    private static Map<String, String> descriptions(DockerfileScan scan) {
        Map<String, String> descriptions = new TreeMap<>();
        for (Argument argument : scan.arguments()) {
            argument.description().ifPresent(text -> descriptions.put(argument.name(), text));
        }
        return descriptions;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry ->
                        texts.put(
                                entry.getKey(),
                                entry.getValue().isNull() ? null : entry.getValue().asText()));
        return texts;
    }

    private static List<Integer> integers(JsonNode array) {
        List<Integer> integers = new ArrayList<>();
        array.forEach(element -> integers.add(element.asInt()));
        return integers;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }
}
