// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildId;
import dev.hornero.events.Commit;
import dev.hornero.events.EventType;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.projectservice.projectenv.model.BuildQueue.Entry;
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
    private static final ArgResolution.Complete RESOLVED =
            new ArgResolution.Complete(ArgValues.of(Map.of()), Optional.empty(), Optional.empty());
    private static final ScanResult SCAN =
            new ScanResult(
                    new Commit("1".repeat(40), "Ada", Instant.EPOCH, "Bake"),
                    List.of(),
                    List.of(),
                    Optional.empty());

    @Provide
    Arbitrary<List<Entry>> queues() {
        Arbitrary<List<String>> names = Arbitraries.of("A", "B").list().uniqueElements();
        Arbitrary<Entry> entry =
                Arbitraries.oneOf(
                        Arbitraries.create(() -> new Entry.Unscanned(fresh())),
                        names.map(asked -> new Entry.Scanned(fresh(), RESOLVED, asked(asked))),
                        names.filter(missing -> !missing.isEmpty())
                                .flatMap(missing ->
                                        names.map(asked ->
                                                new Entry.Scanned(
                                                        fresh(), missing(missing), asked(asked)))),
                        Arbitraries.create(() ->
                                new Entry.Unusable(fresh(), BuildFailure.unusable("spoilt"))));
        return entry.list().ofMaxSize(12);
    }

    private static BuildId fresh() {
        return new BuildId(UUID.randomUUID());
    }

    private static List<BuildId> released(List<Entry> places) {
        return BuildQueue.decide(places).stream()
                .filter(Step.Resolve.class::isInstance)
                .map(Step::id)
                .toList();
    }

    private static boolean isUnscanned(Entry entry) {
        return entry instanceof Entry.Unscanned;
    }

    @Property
    void stepsAreInTheOrderOfTheQueueAtMostOneForEach(@ForAll("queues") List<Entry> queue) {
        List<BuildId> order = queue.stream().map(Entry::id).toList();
        List<BuildId> steps = BuildQueue.decide(queue).stream().map(Step::id).toList();

        assertThat(steps).doesNotHaveDuplicates();
        assertThat(steps).isEqualTo(order.stream().filter(steps::contains).toList());
    }

    @Property
    void exactlyWhatIsResolvedBeforeTheFirstThatIsNotScannedIsReleased(
            @ForAll("queues") List<Entry> queue) {
        List<BuildId> expected = new ArrayList<>();
        for (Entry entry : queue) {
            if (isUnscanned(entry)) {
                break;
            }
            if (entry instanceof Entry.Scanned(var id, ArgResolution.Complete _, _)) {
                expected.add(id);
            }
        }

        assertThat(released(queue)).isEqualTo(expected);
    }

    @Property
    void whatWaitsForValuesOrFailsHoldsUpNoOther(@ForAll("queues") List<Entry> queue) {
        List<Entry> others =
                queue.stream()
                        .filter(entry ->
                                isUnscanned(entry)
                                        || entry
                                                instanceof
                                                Entry.Scanned(_, ArgResolution.Complete _, _))
                        .toList();

        assertThat(released(queue)).isEqualTo(released(others));
    }

    @Property
    void whatIsUnusableFailsWhereverItStands(@ForAll("queues") List<Entry> queue) {
        assertThat(
                        BuildQueue.decide(queue).stream()
                                .filter(Step.Fail.class::isInstance)
                                .map(Step::id))
                .containsExactlyElementsOf(
                        queue.stream()
                                .filter(Entry.Unusable.class::isInstance)
                                .map(Entry::id)
                                .toList());
    }

    @Property
    void onceItsStepsAreTakenAQueueRests(@ForAll("queues") List<Entry> queue) {
        List<Entry> after = new ArrayList<>(queue);
        for (Step step : BuildQueue.decide(queue)) {
            switch (step) {
                case Step.Resolve(var id, _) -> after.removeIf(entry -> entry.id().equals(id));
                case Step.Fail(var id, _) -> after.removeIf(entry -> entry.id().equals(id));
                case Step.AskForValues(var id, var missing) ->
                        after.replaceAll(entry ->
                                entry.id().equals(id)
                                        ? new Entry.Scanned(id, missing, Optional.of(missing))
                                        : entry);
            }
        }

        assertThat(BuildQueue.decide(after)).isEmpty();
    }

    private static Optional<ArgResolution.Missing> asked(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(missing(names));
    }

    private static ArgResolution.Missing missing(List<String> names) {
        return new ArgResolution.Missing(names, Optional.empty());
    }

    @Provide
    Arbitrary<List<UnaryOperator<BuildState>>> histories() {
        return news().list().ofMaxSize(8);
    }

    private static Arbitrary<UnaryOperator<BuildState>> news() {
        List<UnaryOperator<BuildState>> all = new ArrayList<>();
        all.add(state -> state.scanned(SCAN));
        all.add(BuildState::scanFailed);
        Arrays.stream(BuildEnd.values()).forEach(end -> all.add(state -> state.ended(end)));
        return Arbitraries.of(all);
    }

    private static BuildState after(List<UnaryOperator<BuildState>> history) {
        BuildState state = new BuildState.AwaitingScan();
        for (UnaryOperator<BuildState> each : history) {
            state = each.apply(state);
        }
        return state;
    }

    @Property
    void whatHasEndedStaysEnded(
            @ForAll("histories") List<UnaryOperator<BuildState>> before,
            @ForAll("histories") List<UnaryOperator<BuildState>> later) {
        BuildState then = after(before);
        BuildState now = then;
        for (UnaryOperator<BuildState> each : later) {
            now = each.apply(now);
        }

        assertThat(now.hasEnded() || !then.hasEnded()).isTrue();
    }

    @Property
    void endsGiveTheSameInAnyOrder(@ForAll List<BuildEnd> ends) {
        List<BuildEnd> reversed = new ArrayList<>(ends);
        Collections.reverse(reversed);
        List<UnaryOperator<BuildState>> one = new ArrayList<>();
        List<UnaryOperator<BuildState>> other = new ArrayList<>();
        ends.forEach(end -> one.add(state -> state.ended(end)));
        reversed.forEach(end -> other.add(state -> state.ended(end)));

        assertThat(after(one)).isEqualTo(after(other));
    }

    @Property
    void whatHasNotEndedWaitsForSomethingThatIsPublished(
            @ForAll("histories") List<UnaryOperator<BuildState>> history) {
        BuildState state = after(history);
        boolean waits =
                state instanceof BuildState.AwaitingValues
                        || Arrays.stream(EventType.values()).anyMatch(state::waitsFor);

        assertThat(waits).isEqualTo(!state.hasEnded());
    }
}
