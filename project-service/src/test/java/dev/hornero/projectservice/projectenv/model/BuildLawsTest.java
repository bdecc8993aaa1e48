// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildId;
import dev.hornero.events.Commit;
import dev.hornero.events.EventType;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.projectservice.projectenv.model.BuildQueue.Place;
import dev.hornero.projectservice.projectenv.model.BuildQueue.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any queue and any history of a build: none stays silent, none is overtaken. */
class BuildLawsTest {
    private static final Resolution.Resolved RESOLVED =
            new Resolution.Resolved(ArgValues.of(Map.of()), Optional.empty(), Optional.empty());
    private static final Finding FINDING =
            new Finding(
                    new Commit("1".repeat(40), "Ada", Instant.EPOCH, "Bake"),
                    List.of(),
                    List.of(),
                    Optional.empty());

    @Provide
    Arbitrary<List<Place>> queues() {
        Arbitrary<List<String>> names = Arbitraries.of("A", "B").list().uniqueElements();
        Arbitrary<Place> place =
                Arbitraries.oneOf(
                        Arbitraries.create(() -> new Place.Unscanned(fresh())),
                        names.map(asked -> new Place.Scanned(fresh(), RESOLVED, asked(asked))),
                        names.filter(missing -> !missing.isEmpty())
                                .flatMap(missing ->
                                        names.map(asked ->
                                                new Place.Scanned(
                                                        fresh(), missing(missing), asked(asked)))),
                        Arbitraries.create(() ->
                                new Place.Unusable(fresh(), BuildFailure.unusable("spoilt"))));
        return place.list().ofMaxSize(12);
    }

    private static BuildId fresh() {
        return new BuildId(UUID.randomUUID());
    }

    private static List<BuildId> released(List<Place> places) {
        return BuildQueue.decide(places).stream()
                .filter(Step.Release.class::isInstance)
                .map(Step::id)
                .toList();
    }

    private static boolean isUnscanned(Place place) {
        return place instanceof Place.Unscanned;
    }

    @Property
    void stepsAreInTheOrderOfTheQueueAtMostOneForEach(@ForAll("queues") List<Place> queue) {
        List<BuildId> order = queue.stream().map(Place::id).toList();
        List<BuildId> steps = BuildQueue.decide(queue).stream().map(Step::id).toList();

        assertThat(steps).doesNotHaveDuplicates();
        assertThat(steps).isEqualTo(order.stream().filter(steps::contains).toList());
    }

    @Property
    void exactlyWhatIsResolvedBeforeTheFirstThatIsNotScannedIsReleased(
            @ForAll("queues") List<Place> queue) {
        List<BuildId> expected = new ArrayList<>();
        for (Place place : queue) {
            if (isUnscanned(place)) {
                break;
            }
            if (place instanceof Place.Scanned(var id, Resolution.Resolved _, _)) {
                expected.add(id);
            }
        }

        assertThat(released(queue)).isEqualTo(expected);
    }

    @Property
    void whatWaitsForValuesOrFailsHoldsUpNoOther(@ForAll("queues") List<Place> queue) {
        List<Place> others =
                queue.stream()
                        .filter(place ->
                                isUnscanned(place)
                                        || place
                                                instanceof
                                                Place.Scanned(_, Resolution.Resolved _, _))
                        .toList();

        assertThat(released(queue)).isEqualTo(released(others));
    }

    @Property
    void whatIsUnusableFailsWhereverItStands(@ForAll("queues") List<Place> queue) {
        assertThat(
                        BuildQueue.decide(queue).stream()
                                .filter(Step.Fail.class::isInstance)
                                .map(Step::id))
                .containsExactlyElementsOf(
                        queue.stream()
                                .filter(Place.Unusable.class::isInstance)
                                .map(Place::id)
                                .toList());
    }

    @Property
    void onceItsStepsAreTakenAQueueRests(@ForAll("queues") List<Place> queue) {
        List<Place> after = new ArrayList<>(queue);
        for (Step step : BuildQueue.decide(queue)) {
            switch (step) {
                case Step.Release(var id, _) -> after.removeIf(place -> place.id().equals(id));
                case Step.Fail(var id, _) -> after.removeIf(place -> place.id().equals(id));
                case Step.Ask(var id, var missing) ->
                        after.replaceAll(place ->
                                place.id().equals(id)
                                        ? new Place.Scanned(id, missing, Optional.of(missing))
                                        : place);
            }
        }

        assertThat(BuildQueue.decide(after)).isEmpty();
    }

    private static Optional<Resolution.Missing> asked(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(missing(names));
    }

    private static Resolution.Missing missing(List<String> names) {
        return new Resolution.Missing(names, Optional.empty());
    }

    @Provide
    Arbitrary<List<UnaryOperator<Standing>>> histories() {
        return news().list().ofMaxSize(8);
    }

    private static Arbitrary<UnaryOperator<Standing>> news() {
        List<UnaryOperator<Standing>> all = new ArrayList<>();
        all.add(standing -> standing.scanned(FINDING));
        all.add(Standing::scanFailed);
        Arrays.stream(BuildEnd.values()).forEach(end -> all.add(standing -> standing.ended(end)));
        return Arbitraries.of(all);
    }

    private static Standing after(List<UnaryOperator<Standing>> history) {
        Standing standing = new Standing.AwaitingScan();
        for (UnaryOperator<Standing> each : history) {
            standing = each.apply(standing);
        }
        return standing;
    }

    @Property
    void whatHasEndedStaysEnded(
            @ForAll("histories") List<UnaryOperator<Standing>> before,
            @ForAll("histories") List<UnaryOperator<Standing>> later) {
        Standing then = after(before);
        Standing now = then;
        for (UnaryOperator<Standing> each : later) {
            now = each.apply(now);
        }

        assertThat(now.hasEnded() || !then.hasEnded()).isTrue();
    }

    @Property
    void endsGiveTheSameInAnyOrder(@ForAll List<BuildEnd> ends) {
        List<BuildEnd> reversed = new ArrayList<>(ends);
        Collections.reverse(reversed);
        List<UnaryOperator<Standing>> one = new ArrayList<>();
        List<UnaryOperator<Standing>> other = new ArrayList<>();
        ends.forEach(end -> one.add(standing -> standing.ended(end)));
        reversed.forEach(end -> other.add(standing -> standing.ended(end)));

        assertThat(after(one)).isEqualTo(after(other));
    }

    @Property
    void whatHasNotEndedWaitsForSomethingThatIsPublished(
            @ForAll("histories") List<UnaryOperator<Standing>> history) {
        Standing standing = after(history);
        boolean waits =
                standing instanceof Standing.AwaitingValues
                        || Arrays.stream(EventType.values()).anyMatch(standing::waitsFor);

        assertThat(waits).isEqualTo(!standing.hasEnded());
    }
}
