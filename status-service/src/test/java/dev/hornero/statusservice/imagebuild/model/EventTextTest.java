// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.scan.Evaluation;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTextTest {
    private final Story story = Story.begin("shop", Instant.parse("2026-03-01T12:00:00Z"));

    private String needing(Evaluation evaluation, String... names) {
        return EventText.of(story.needsValues(evaluation, names).event());
    }

    @Test
    void whatIsNeededIsNamedWithWhatItRestsOn() {
        assertThat(needing(Story.requiringSince(Optional.of("dev"), "DEVTOOLS"), "DEVTOOLS", "A"))
                .isEqualTo("Values are needed: DEVTOOLS (since VARIANT is dev), A.");
    }

    @Test
    void secretAndEmptyValuesAreSaidWithoutThem() {
        assertThat(needing(Story.requiringSince(Optional.empty(), "A"), "A"))
                .isEqualTo("Values are needed: A (since VARIANT has a value).");
        assertThat(needing(Story.requiringSince(Optional.of(""), "A"), "A"))
                .isEqualTo("Values are needed: A (since VARIANT is empty).");
    }

    @Test
    void longValuesAreShortened() {
        assertThat(needing(Story.requiringSince(Optional.of("x".repeat(61)), "A"), "A"))
                .isEqualTo(
                        "Values are needed: A (since VARIANT is %s…).".formatted("x".repeat(60)));
        assertThat(needing(Story.requiringSince(Optional.of("🐦".repeat(61)), "A"), "A"))
                .contains("is " + "🐦".repeat(60) + "…");
        assertThat(needing(Story.requiringSince(Optional.of("one\ntwo\n"), "A"), "A"))
                .isEqualTo("Values are needed: A (since VARIANT is one…).");
    }

    @Test
    void whatTheCheckoutLeftOutIsSaidWithTheStepBehindIt() {
        assertThat(EventText.of(story.buildingWithout().event()))
                .isEqualTo("Builds the image: RUN make");
        assertThat(EventText.of(story.buildingWithout("vendor/lib", "vendor/other").event()))
                .isEqualTo(
                        "Builds the image: RUN make. Warning: vendor/lib is a submodule. Warning:"
                                + " vendor/other is a submodule.");
    }

    @Test
    void withoutAnEvaluationTheNamesAreAll() {
        assertThat(EventText.of(story.needsValues("A", "B").event()))
                .isEqualTo("Values are needed: A, B.");
    }
}
