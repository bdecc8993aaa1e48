// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.dockerfile.DockerfileEvaluation.Consequence;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
    private static final String VARIANTS =
            """
            ARG VARIANT
            FROM scratch AS base
            FROM base AS base-dev
            ARG DEVTOOLS
            LABEL d=$DEVTOOLS
            FROM base AS base-prod
            ARG LICENSE
            LABEL l=$LICENSE
            FROM base-${VARIANT}
            """;

    @Test
    void whatAMissingValueWouldAskForIsSaid() {
        DockerfileEvaluation evaluation = evaluate(VARIANTS, Map.of());

        assertThat(missing(evaluation)).containsExactly("VARIANT");
        assertThat(evaluation.consequences())
                .containsExactly(
                        new Consequence("VARIANT", "dev", List.of("DEVTOOLS")),
                        new Consequence("VARIANT", "prod", List.of("LICENSE")));
    }

    @Test
    void aValueThatPicksAStageIsWhatItsArgumentsRestOn() {
        DockerfileEvaluation evaluation = evaluate(VARIANTS, Map.of("VARIANT", "dev"));

        assertThat(missing(evaluation)).containsExactly("DEVTOOLS");
        assertThat(evaluation.since()).containsExactly(Map.entry("DEVTOOLS", List.of("VARIANT")));
        assertThat(evaluation.consequences()).isEmpty();
    }

    @Test
    void aValueGivenForAStageThatIsNotBuiltChangesNothing() {
        DockerfileEvaluation evaluation =
                evaluate(VARIANTS, Map.of("VARIANT", "prod", "DEVTOOLS", "gdb"));

        assertThat(missing(evaluation)).containsExactly("LICENSE");
        assertThat(evaluation.since()).containsExactly(Map.entry("LICENSE", List.of("VARIANT")));
    }

    @Test
    void aDefaultThatPicksAStageIsLeftByAValue() {
        String file = VARIANTS.replace("ARG VARIANT", "ARG VARIANT=prod");

        assertThat(missing(evaluate(file, Map.of()))).containsExactly("LICENSE");
        assertThat(missing(evaluate(file, Map.of("VARIANT", "dev")))).containsExactly("DEVTOOLS");
        assertThat(missing(evaluate(file, Map.of("VARIANT", "dev", "DEVTOOLS", "")))).isEmpty();
    }

    @Test
    void anEmptyValueServesOnlyWhereItCanWork() {
        String file =
                """
                ARG TAG
                FROM alpine:${TAG}
                ARG NOTE
                RUN echo $NOTE
                """;

        assertThat(missing(evaluate(file, Map.of("TAG", "", "NOTE", "")))).containsExactly("TAG");
    }

    @ParameterizedTest
    @CsvSource({
        "'ARG BASE=\\nFROM ${BASE}\\n', BASE",
        "'ARG TAG=\\nFROM alpine:${TAG}\\n', TAG",
        "'ARG A\\nARG B=${A:+x}\\nFROM ${B}\\n', A",
        "'ARG A=\\nFROM ${A} AS one\\nARG B=\\nFROM alpine\\nCOPY --from=one / /\\n', A",
        "'ARG A=\\nARG B=\\nFROM ${A} AS one\\nFROM ${B}\\nCOPY --from=one / /\\n', A B"
    })
    void anEmptyDefaultThatLeavesNothingToBuildFromIsAskedFor(String file, String names) {
        DockerfileEvaluation evaluation = evaluate(file.replace("\\n", "\n"), Map.of());

        assertThat(missing(evaluation)).containsExactly(names.split(" "));
        assertThat(evaluation.scan().required()).allMatch(Argument::hard);
        assertThat(evaluation.toString()).doesNotContain("unknown0value");
    }

    @Test
    void anErrorThatNoValueMendsStaysOne() {
        assertThat(evaluate("ARG A=\nFROM alpine AS a:b\n", Map.of("A", "")).scan().error())
                .isPresent();
        assertThat(evaluate("ARG P=\nFROM --platform=$P alpine\n", Map.of()).scan().error())
                .isPresent();
    }

    @Test
    void whatAlwaysIsRequiredRestsOnNothing() {
        String file =
                """
                FROM alpine
                ARG A
                ARG B
                RUN echo $A $B
                """;

        assertThat(evaluate(file, Map.of("A", "1")).since()).isEmpty();
    }

    @Test
    void everyDeclaredNameIsKnownAlsoOfStagesThatAreNotBuilt() {
        assertThat(evaluate(VARIANTS, Map.of("VARIANT", "dev")).scan().declared())
                .containsExactlyInAnyOrder("VARIANT", "DEVTOOLS", "LICENSE");
    }

    @Property
    void nothingIsAskedForOfAStageThatTheValuesExclude(
            @ForAll("files") String file, @ForAll("values") Map<String, String> values) {
        DockerfileScan scan = evaluate(file, values).scan();

        Set<Integer> built =
                scan.stages().stream()
                        .filter(ScannedStage::reachable)
                        .map(ScannedStage::index)
                        .collect(Collectors.toSet());
        assertThat(scan.required())
                .allSatisfy(argument ->
                        assertThat(argument.declarations())
                                .anyMatch(declaration ->
                                        declaration.stage().map(built::contains).orElse(true)));
    }

    @Property
    void withoutItsReasonsAScanIsTheSame(
            @ForAll("files") String file, @ForAll("values") Map<String, String> values) {
        assertThat(
                        DockerfileScanner.withDefaults()
                                .scanForValues(
                                        file.getBytes(StandardCharsets.UTF_8),
                                        new ScanRequest(Optional.empty(), values)))
                .isEqualTo(evaluate(file, values).scan());
    }

    @Property
    void whatHasAValueThatWorksIsNotAskedFor(
            @ForAll("files") String file, @ForAll("values") Map<String, String> values) {
        assertThat(missing(evaluate(file, values)))
                .allSatisfy(name -> assertThat(values.getOrDefault(name, "")).isEmpty());
    }

    @Property
    void askingAndAnsweringEnds(@ForAll("files") String file) {
        Map<String, String> values = new HashMap<>();
        for (int rounds = 0; rounds <= 12; rounds++) {
            List<String> missing = missing(evaluate(file, values));
            if (missing.isEmpty()) {
                return;
            }
            missing.forEach(name -> values.put(name, "one"));
        }
        throw new AssertionError("it does not stop asking: " + values);
    }

    @Property
    void aConsequenceIsWhatTheValueBrings(
            @ForAll("files") String file, @ForAll("values") Map<String, String> values) {
        for (Consequence consequence : evaluate(file, values).consequences()) {
            Map<String, String> more = new HashMap<>(values);
            more.put(consequence.name(), consequence.value());

            assertThat(missing(evaluate(file, more))).containsAll(consequence.needs());
        }
    }

    /** Stages that begin from one another by name, by variable, or from an image. */
    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> base =
                Arbitraries.of("one", "two", "s-${A}", "s-${B}", "${C}", "${D:-one}", "scratch");
        Arbitrary<String> name = Arbitraries.of("one", "two", "s-one", "s-two", "s-");
        Arbitrary<String> line =
                Arbitraries.of(
                        "ARG E\nLABEL e=$E",
                        "ARG F=1\nLABEL f=$F",
                        "ARG G\nLABEL g=${G:-1}",
                        "ARG A\nLABEL a=$A",
                        "ARG H=$E\nLABEL h=$H",
                        "LABEL plain=1");
        Arbitrary<String> stage =
                Combinators.combine(base, name, line.list().ofMaxSize(2))
                        .as((from, as, lines) ->
                                "FROM %s AS %s\n%s\n"
                                        .formatted(from, as, String.join("\n", lines)));
        return Combinators.combine(
                        Arbitraries.of(
                                        "ARG A",
                                        "ARG B=two",
                                        "ARG C",
                                        "ARG C=one",
                                        "ARG D",
                                        "ARG E=")
                                .list()
                                .ofMaxSize(4),
                        stage.list().ofMinSize(1).ofMaxSize(5))
                .as((globals, stages) ->
                        String.join("\n", globals)
                                + "\nFROM scratch AS one\n"
                                + String.join("", stages));
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        return Arbitraries.maps(
                        Arbitraries.of("A", "B", "C", "D", "E", "G", "Z"),
                        Arbitraries.of("one", "two", "s-one", ""))
                .ofMaxSize(5);
    }

    private static DockerfileEvaluation evaluate(String file, Map<String, String> values) {
        return DockerfileScanner.withDefaults()
                .evaluate(
                        file.getBytes(StandardCharsets.UTF_8),
                        new ScanRequest(Optional.empty(), values));
    }

    private static List<String> missing(DockerfileEvaluation evaluation) {
        return evaluation.scan().required().stream().map(Argument::name).toList();
    }
}
