// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.Code;
import dev.hornero.events.scan.ArgRequirement;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import dev.hornero.statusservice.imagebuild.model.ArgumentChanges.DefaultChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArgumentChangesTest {
    private final Story first = Story.begin("shop", Instant.parse("2026-03-01T12:00:00Z"));
    private final Story second = first.next();

    private static EvaluatedArgument argument(String name, Optional<String> defaultValue) {
        return new EvaluatedArgument(
                new BuildArgument(
                        name,
                        Code.of(ArgRequirement.OPTIONAL),
                        Optional.empty(),
                        false,
                        defaultValue,
                        Optional.empty(),
                        List.of(1),
                        List.of(0),
                        Optional.empty()),
                List.of());
    }

    private static BuildFacts resolved(Story story, EvaluatedArgument... arguments) {
        return Story.facts(
                story.resolved(
                        Story.FIRST_COMMIT,
                        1,
                        new Evaluation(List.of(arguments), List.of(), List.of())));
    }

    private static BuildFacts scanned(Story story, String... names) {
        return Story.facts(story.scanned(Story.FIRST_COMMIT, names));
    }

    @Test
    void whatCameAndWhatWentIsNamedInOrder() {
        assertThat(
                        ArgumentChanges.between(
                                scanned(first, "OLD", "KEPT", "OLDER"),
                                scanned(second, "NEW", "KEPT", "NEWER")))
                .contains(
                        new ArgumentChanges(
                                1, List.of("NEW", "NEWER"), List.of("OLD", "OLDER"), List.of()));
    }

    @Test
    void anotherDefaultIsNamedWithTheOneBefore() {
        ArgumentChanges changes =
                ArgumentChanges.between(
                                resolved(
                                        first,
                                        argument("PORT", Optional.of("8080")),
                                        argument("GONE", Optional.of("1")),
                                        argument("SAME", Optional.of("1")),
                                        argument("CAME", Optional.empty())),
                                resolved(
                                        second,
                                        argument("PORT", Optional.of("8081")),
                                        argument("GONE", Optional.empty()),
                                        argument("SAME", Optional.of("1")),
                                        argument("CAME", Optional.of(""))))
                        .orElseThrow();

        assertThat(changes.defaultChanged())
                .containsExactly(
                        new DefaultChange("PORT", Optional.of("8080"), Optional.of("8081")),
                        new DefaultChange("GONE", Optional.of("1"), Optional.empty()),
                        new DefaultChange("CAME", Optional.empty(), Optional.of("")));
        assertThat(Stream.of(changes.added(), changes.removed())).allMatch(List::isEmpty);
    }

    @Test
    void aBuildThatWasEvaluatedIsComparedWithoutValuesWhereTheOtherWasNot() {
        BuildFacts before = scanned(first, "VERSION");
        BuildFacts after =
                scanned(second, "VERSION")
                        .join(resolved(second, argument("DEVTOOLS", Optional.empty())));

        assertThat(ArgumentChanges.between(before, after))
                .contains(new ArgumentChanges(1, List.of(), List.of(), List.of()));
    }

    @Test
    void thereAreNoneWhereEitherIsNotKnown() {
        BuildFacts unknown = Story.facts(second.requested());

        assertThat(ArgumentChanges.between(scanned(first), unknown)).isEmpty();
        assertThat(ArgumentChanges.between(Story.facts(first.created()), scanned(second)))
                .isEmpty();
    }
}
