// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import dev.hornero.orchestrator.imagebuild.model.Observation.Phase;
import dev.hornero.orchestrator.imagebuild.model.Observed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file below {@code failures} is a build that failed, with what the cluster and the log showed
 * of it, and what the user reads. {@code docs/failures.md} is made of them: with {@code
 * -Dfailures.write=true} it is written anew.
 */
class FailureFixturesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/failures");
    private static final Path TABLE = Path.of("../docs/failures.md");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A failed build of a file. */
    private record Fixture(String name, JsonNode given) {
        private String text(String field) {
            return given.path(field).asText("");
        }

        private BuildOutcome.Failure classified() {
            LogEvidenceCollector evidence = new LogEvidenceCollector();
            text("log").lines().forEach(evidence::add);
            BuildOutcome outcome =
                    BuildOutcome.of(observed().seen(), evidence.seen(), Observed.NOON)
                            .orElseThrow();
            assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
            return ((BuildOutcome.Failed) outcome).failure();
        }

        private Observed observed() {
            Observed job = Observed.launched();
            if (given.has("jobReason")) {
                return job.failed(text("jobReason"));
            }
            job.failed("PodFailurePolicy");
            if (given.has("evicted")) {
                return job.evictedPod(text("evicted"));
            }
            return given.has("checkoutExitCode")
                    ? job.pod(Phase.FAILED, end("checkoutExitCode"), Observed.waiting(""))
                    : job.pod(Phase.FAILED, checkout(), end("exitCode"));
        }

        private ContainerState checkout() {
            return given.has("checkoutMessage")
                    ? Observed.ended(0, "Completed", text("checkoutMessage"))
                    : Observed.done();
        }

        private ContainerState end(String exitCode) {
            return Observed.ended(
                    given.get(exitCode).asInt(),
                    given.path("terminationReason").asText("Error"),
                    text("terminationMessage"));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFailureIsReportedAsItsFileSays() throws IOException {
        return fixtures().stream()
                .map(fixture -> DynamicTest.dynamicTest(fixture.name(), () -> check(fixture)));
    }

    private static void check(Fixture fixture) {
        BuildOutcome.Failure failure = fixture.classified();

        assertThat(failure.message()).isEqualTo(fixture.text("message"));
        assertThat(failure.reason().name()).isEqualTo(fixture.text("reason"));
        assertThat(failure.instruction().orElse("")).isEqualTo(fixture.text("instruction"));
        assertThat(failure.exitCode())
                .isEqualTo(
                        Stream.of("exitCode", "checkoutExitCode")
                                .filter(fixture.given()::has)
                                .map(field -> fixture.given().get(field).asInt())
                                .findFirst());
    }

    @Test
    void theTableOfFailuresInTheDocsIsUpToDate() throws IOException {
        String table = table();
        if (Boolean.getBoolean("failures.write")) {
            Files.writeString(TABLE, table);
        }

        assertThat(Files.readString(TABLE)).isEqualTo(table);
    }

    private static String table() throws IOException {
        List<Fixture> fixtures = fixtures();
        return """
        # Why a build failed

        A build that failed carries one of these reasons, a sentence of its own, and a hint. The table is made
        from `BuildFailureReason` and from the recorded failures in
        `build-orchestrator/src/test/resources/failures`.

        | reason | what to do | for example |
        |---|---|---|
        """
                + Arrays.stream(BuildFailureReason.values())
                        .map(reason ->
                                "| `%s` | %s | %s |\n"
                                        .formatted(
                                                reason, reason.hint(), example(fixtures, reason)))
                        .collect(Collectors.joining());
    }

    private static String example(List<Fixture> fixtures, BuildFailureReason reason) {
        Optional<String> shortest =
                fixtures.stream()
                        .filter(fixture -> fixture.text("reason").equals(reason.name()))
                        .map(fixture -> fixture.text("message"))
                        .min(java.util.Comparator.comparingInt(String::length));
        return shortest.map(message -> message.replace("|", "\\|").strip()).orElse("");
    }

    private static List<Fixture> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted()
                    .map(file ->
                            new Fixture(
                                    file.getFileName().toString().replace(".yaml", ""), read(file)))
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
