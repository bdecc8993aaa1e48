// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.events.BuildId;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildEnd;
import dev.hornero.events.imagebuild.BuildNeedsValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * For any interleaving of scans, values, cancellations and ends: builds are resolved in their
 * order, none is skipped, and none stays behind one that has ended.
 */
class BuildOrderLawsTest {
    private static final List<String> NAMES = List.of("A", "B");

    /** What happens next; {@code build} counts those that there are by then. */
    sealed interface Event {
        record Request() implements Event {}

        record Scan(int build, Set<String> required) implements Event {}

        record FailScan(int build) implements Event {}

        record SetValue(String name) implements Event {}

        record SetOwnValue(int build, String name) implements Event {}

        record RemoveValue(String name) implements Event {}

        record Cancel(int build) implements Event {}

        record Fail(int build) implements Event {}

        record GiveUp(int build) implements Event {}

        record Spoil(int build) implements Event {}

        record End(int build, BuildEnd end) implements Event {}
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<Integer> build = Arbitraries.integers().between(0, 5);
        Arbitrary<String> name = Arbitraries.of(NAMES);
        Arbitrary<Event> scan =
                Combinators.combine(build, name.set().ofMaxSize(NAMES.size())).as(Event.Scan::new);
        Arbitrary<Event> event =
                Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.create(Event.Request::new)),
                        Tuple.of(8, scan),
                        Tuple.of(1, build.map(Event.FailScan::new)),
                        Tuple.of(2, name.map(Event.SetValue::new)),
                        Tuple.of(1, Combinators.combine(build, name).as(Event.SetOwnValue::new)),
                        Tuple.of(2, name.map(Event.RemoveValue::new)),
                        Tuple.of(1, build.map(Event.Cancel::new)),
                        Tuple.of(1, build.map(Event.Fail::new)),
                        Tuple.of(1, build.map(Event.GiveUp::new)),
                        Tuple.of(1, build.map(Event.Spoil::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(build, Arbitraries.of(BuildEnd.class))
                                        .as(Event.End::new)));
        return event.list().ofMaxSize(40);
    }

    @Property(tries = 500)
    void buildsAreResolvedInTheirOrderAndNoneIsForgotten(@ForAll("histories") List<Event> history) {
        History played = new History();
        for (Event event : history) {
            List<BuildId> before = played.shop.resolved();
            played.play(event);
            played.newlyResolvedAreInOrder(before);
            played.everyBuildIsWhereItHasToBe();
        }
        played.sequencesHaveNoGap();
    }

    /** What happened, kept apart from what BuildProgress makes of it. */
    private static final class History {
        private final OneProjectEnv shop = new OneProjectEnv();
        private final List<BuildId> order = new ArrayList<>();
        private final Map<BuildId, Set<String>> required = new HashMap<>();
        private final Map<BuildId, Set<String>> own = new HashMap<>();
        private final Set<BuildId> spoilt = new HashSet<>();
        private final Set<BuildId> ended = new HashSet<>();
        private final Set<String> values = new HashSet<>();

        void play(Event event) {
            switch (event) {
                case Event.Request _ -> order.add(shop.request());
                case Event.Scan(int n, Set<String> names) when isThere(n) -> {
                    BuildId build = order.get(n);
                    if (!ended.contains(build) && !spoilt.contains(build)) {
                        required.putIfAbsent(build, names);
                    }
                    shop.scanned(build, names.toArray(String[]::new));
                }
                case Event.FailScan(int n) when isThere(n) -> {
                    BuildId build = order.get(n);
                    if (!required.containsKey(build) && !spoilt.contains(build)) {
                        ended.add(build);
                    }
                    shop.scanFailed(build);
                }
                case Event.SetValue(String name) -> {
                    values.add(name);
                    shop.setValue(name, "1");
                }
                case Event.SetOwnValue(int n, String name) when isUnended(n) -> {
                    own.computeIfAbsent(order.get(n), _ -> new HashSet<>()).add(name);
                    shop.setOwnValue(order.get(n), name, "2");
                }
                case Event.RemoveValue(String name) -> {
                    values.remove(name);
                    shop.removeValue(name);
                }
                case Event.Cancel(int n) when isUnended(n) -> {
                    ended.add(order.get(n));
                    shop.cancel(order.get(n));
                }
                case Event.Fail(int n) when isUnended(n) -> {
                    ended.add(order.get(n));
                    shop.fail(order.get(n));
                }
                case Event.GiveUp(int n) when isUnended(n) -> {
                    ended.add(order.get(n));
                    shop.giveUp(order.get(n));
                }
                case Event.Spoil(int n) when isUnended(n) && !isResolved(n) -> {
                    spoilt.add(order.get(n));
                    shop.spoil(order.get(n));
                    shop.setValue("C", "1");
                    ended.add(order.get(n));
                }
                case Event.End(int n, BuildEnd end) when isThere(n) -> {
                    ended.add(order.get(n));
                    shop.ended(order.get(n), end);
                }
                case Event.Scan _,
                        Event.FailScan _,
                        Event.SetOwnValue _,
                        Event.Cancel _,
                        Event.Fail _,
                        Event.GiveUp _,
                        Event.Spoil _,
                        Event.End _ -> {
                    // There is no such build, or it can happen to none that has ended
                }
            }
        }

        private boolean isThere(int n) {
            return n < order.size();
        }

        private boolean isUnended(int n) {
            return isThere(n) && !ended.contains(order.get(n));
        }

        private boolean isResolved(int n) {
            return shop.resolved().contains(order.get(n));
        }

        /** The builds that hold up those behind them. */
        Set<BuildId> unscanned() {
            Set<BuildId> unscanned = new HashSet<>(order);
            unscanned.removeAll(ended);
            unscanned.removeAll(required.keySet());
            return unscanned;
        }

        private Set<String> missing(BuildId build) {
            Set<String> missing = new HashSet<>(required.getOrDefault(build, Set.of()));
            missing.removeAll(values);
            missing.removeAll(own.getOrDefault(build, Set.of()));
            return missing;
        }

        void newlyResolvedAreInOrder(List<BuildId> before) {
            List<BuildId> resolved = shop.resolved();
            assertThat(resolved.subList(0, before.size())).isEqualTo(before);
            assertThat(resolved).doesNotHaveDuplicates();
            List<BuildId> now = resolved.subList(before.size(), resolved.size());
            assertThat(now).isSortedAccordingTo((a, b) -> order.indexOf(a) - order.indexOf(b));
            for (BuildId build : now) {
                assertThat(order.subList(0, order.indexOf(build)))
                        .as("builds before one that is resolved")
                        .noneMatch(unscanned()::contains);
            }
        }

        void everyBuildIsWhereItHasToBe() {
            boolean free = true;
            for (BuildId build : order) {
                boolean over = ended.contains(build);
                assertThat(shop.build(build).state().hasEnded()).isEqualTo(over);
                if (over) {
                    continue;
                }
                boolean scanned = required.containsKey(build);
                free = free && scanned;
                if (scanned && !shop.resolved().contains(build)) {
                    assertThat(free && missing(build).isEmpty())
                            .as("has all it needs and was skipped")
                            .isFalse();
                    if (!missing(build).isEmpty()) {
                        assertThat(lastPublishedMissing(build)).isEqualTo(missing(build));
                    }
                }
            }
        }

        private Set<String> lastPublishedMissing(BuildId build) {
            return shop.outbox()
                    .published(BuildNeedsValues.class)
                    .filter(event -> event.build().id().equals(build))
                    .reduce((_, last) -> last)
                    .map(event -> Set.copyOf(event.missing()))
                    .orElse(Set.of());
        }

        void sequencesHaveNoGap() {
            List<Long> sequences =
                    shop.outbox()
                            .published(ArgsResolved.class)
                            .map(ArgsResolved::sequence)
                            .toList();
            assertThat(sequences)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, sequences.size()).boxed().toList());
        }
    }
}
