// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every Dockerfile. */
class DockerfileScannerPropertiesTest {
    private final DockerfileScanner scanner = DockerfileScanner.withDefaults();

    @Property
    void anyBytesAreAnswered(@ForAll byte[] bytes) {
        DockerfileScan scan = scanner.scan(bytes, ScanRequest.lastStage());

        assertThat(scan.error().isPresent()).isEqualTo(scan.stages().isEmpty());
    }

    @Property
    void anyTextOfTheLanguageIsAnswered(@ForAll("scraps") List<String> scraps) {
        String file = String.join("", scraps);

        DockerfileScan scan = Scans.scan(file);

        assertThat(scan.error().map(ScanError::line).orElse(1))
                .isBetween(1, Math.max(1, (int) file.lines().count()));
    }

    /** Pieces that mean something to the language, in any order. */
    @Provide
    Arbitrary<List<String>> scraps() {
        return Arbitraries.of(
                        "FROM ",
                        "a",
                        " AS ",
                        "ARG ",
                        "ENV ",
                        "RUN ",
                        "COPY ",
                        "ONBUILD ",
                        "LABEL ",
                        "EXPOSE ",
                        "HEALTHCHECK ",
                        "--mount=",
                        "--from=",
                        "type=secret",
                        "=",
                        ",",
                        "$",
                        "${",
                        "}",
                        ":-",
                        ":+",
                        "?",
                        "#",
                        "##",
                        "%",
                        "/",
                        "\"",
                        "'",
                        "\\",
                        "\\\n",
                        "`",
                        "<<",
                        "<<-",
                        "EOF",
                        "\n",
                        "\n",
                        "\r\n",
                        "\t",
                        " ",
                        " ",
                        "[",
                        "]",
                        "{",
                        "# escape=`\n",
                        "# syntax=x\n",
                        "\uFEFF",
                        "\u0000",
                        "é",
                        "\uD83D",
                        "0",
                        "-1",
                        "*")
                .list()
                .ofMaxSize(40)
                .map(scraps -> scraps.size() % 2 == 0 ? scraps : withStage(scraps));
    }

    private static List<String> withStage(List<String> scraps) {
        List<String> more = new ArrayList<>(List.of("FROM a\n"));
        more.addAll(scraps);
        return more;
    }

    @Property
    void nothingStandsInForAValueThatIsMissing(@ForAll("blocks") List<String> blocks) {
        DockerfileEvaluation evaluation =
                DockerfileScanner.withDefaults()
                        .evaluate(
                                String.join("", blocks).getBytes(StandardCharsets.UTF_8),
                                ScanRequest.lastStage());

        assertThat(evaluation.toString()).doesNotContain("placeholder", "\uFFFF");
    }

    @Property
    void commentsAndBlankLinesChangeNothing(
            @ForAll("blocks") List<String> blocks, @ForAll("noise") List<String> noise) {
        StringBuilder noisy = new StringBuilder();
        for (int at = 0; at < blocks.size(); at++) {
            noisy.append(noise.get(at % noise.size())).append(blocks.get(at));
        }

        assertThat(withoutLines(Scans.scan(noisy.toString())))
                .isEqualTo(withoutLines(Scans.scan(String.join("", blocks))));
    }

    @Provide
    Arbitrary<List<String>> blocks() {
        return Dockerfiles.blocks();
    }

    @Provide
    Arbitrary<List<String>> noise() {
        return Arbitraries.of("", "\n", "# noise\n", "  # noise $A\n", "\t\n\n", "#noise \\\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** All of a scan that does not tell where something stands. */
    private static List<Object> withoutLines(DockerfileScan scan) {
        List<Object> rest = new ArrayList<>();
        for (ScannedStage stage : scan.stages()) {
            rest.add(List.of(stage.name(), stage.base(), stage.reachable(), stage.baseStage()));
        }
        for (Argument argument : scan.arguments()) {
            rest.add(
                    List.of(
                            argument.name(),
                            argument.requirement(),
                            argument.evidence(),
                            argument.hard(),
                            argument.defaultValue(),
                            argument.writtenDefault(),
                            argument.description(),
                            argument.stages()));
        }
        rest.add(scan.secrets().stream().map(BuildSecret::id).toList());
        rest.add(scan.baseImages());
        rest.add(scan.warnings().stream().map(Warning::code).toList());
        rest.add(scan.error().map(error -> error.message().replaceAll("line \\d+", "line n")));
        return rest;
    }

    @Property
    void valuesForAllThatIsRequiredLeaveNothingRequired(@ForAll("blocks") List<String> blocks) {
        byte[] file = String.join("", blocks).getBytes(StandardCharsets.UTF_8);
        Map<String, String> values = new HashMap<>();
        DockerfileScan scan = scanner.scan(file, ScanRequest.lastStage());
        int names = scan.arguments().size();

        // A value may choose another base, and so bring stages in that need more.
        for (int round = 0; round <= names && !scan.required().isEmpty(); round++) {
            scan.required().forEach(argument -> values.put(argument.name(), "value"));
            scan = scanner.scan(file, ScanRequest.lastStage().withValues(values));
        }

        assertThat(scan.required()).isEmpty();
    }

    @Property
    void valuesForWhatIsNotRequiredRequireNothingMore(@ForAll("blocks") List<String> blocks) {
        DockerfileScan scan = Scans.scan(String.join("", blocks));
        Map<String, String> values = new HashMap<>();
        for (Argument argument : scan.arguments()) {
            if (argument.requirement() == Requirement.IGNORABLE) {
                values.put(argument.name(), "value");
            }
        }

        DockerfileScan given =
                Scans.scan(String.join("", blocks), ScanRequest.lastStage().withValues(values));

        // Less may be required: a default that is not evaluated demands nothing.
        assertThat(names(scan.required())).containsAll(names(given.required()));
        assertThat(given.stages()).isEqualTo(scan.stages());
    }

    private static List<String> names(List<Argument> arguments) {
        return arguments.stream().map(Argument::name).toList();
    }

    @Property
    void theTargetDecidesWhatIsBuilt(@ForAll("blocks") List<String> blocks) {
        String file = String.join("", blocks);
        DockerfileScan last = Scans.scan(file);
        for (ScannedStage stage : last.stages()) {
            Optional<String> name = stage.name();
            if (name.isPresent()) {
                DockerfileScan scan =
                        Scans.scan(file, ScanRequest.lastStage().withTarget(name.get()));
                // Another target may lead to what is broken.
                if (scan.error().isEmpty()) {
                    assertThat(scan.stages()).hasSameSizeAs(last.stages());
                    assertThat(
                                    scan.stages().stream()
                                            .filter(ScannedStage::reachable)
                                            .flatMap(each -> each.name().stream()))
                            .contains(name.get());
                }
            }
        }
    }
}
