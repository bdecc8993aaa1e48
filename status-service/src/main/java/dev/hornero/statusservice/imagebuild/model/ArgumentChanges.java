// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How the build arguments of a build differ from those of an earlier build of its ProjectEnv.
 *
 * @param since the number of the earlier build
 * @param added names that the earlier build had not
 * @param removed names that only the earlier build had
 */
public record ArgumentChanges(
        int since, List<String> added, List<String> removed, List<DefaultChange> defaultChanged) {
    public ArgumentChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        defaultChanged = List.copyOf(defaultChanged);
    }

    /** A default that is another one now; absent where there is none. */
    public record DefaultChange(String name, Optional<String> before, Optional<String> after) {
        public DefaultChange {
            requireNonNull(name, "name");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            if (before.equals(after)) {
                throw new IllegalArgumentException("the default of " + name + " is the same");
            }
        }
    }

    /**
     * The changes from one build to a later one; absent where the arguments of either are not
     * known. Values decide which arguments there are, so both builds are compared with their
     * values, or both without.
     */
    public static Optional<ArgumentChanges> between(BuildFacts earlier, BuildFacts later) {
        int since = earlier.build().number();
        return earlier.evaluation()
                .flatMap(before ->
                        later.evaluation()
                                .map(after -> of(since, arguments(before), arguments(after))))
                .or(() ->
                        earlier.scan()
                                .flatMap(before ->
                                        later.scan()
                                                .map(after ->
                                                        of(
                                                                since,
                                                                before.arguments(),
                                                                after.arguments()))));
    }

    private static ArgumentChanges of(
            int since, List<BuildArgument> earlier, List<BuildArgument> later) {
        SequencedMap<String, Optional<String>> before = defaults(earlier);
        SequencedMap<String, Optional<String>> after = defaults(later);
        return new ArgumentChanges(
                since,
                without(after, before),
                without(before, after),
                after.entrySet().stream()
                        .filter(entry -> before.containsKey(entry.getKey()))
                        .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                        .map(entry ->
                                new DefaultChange(
                                        entry.getKey(),
                                        before.getOrDefault(entry.getKey(), Optional.empty()),
                                        entry.getValue()))
                        .toList());
    }

    private static List<BuildArgument> arguments(Evaluation evaluation) {
        return evaluation.arguments().stream().map(EvaluatedArgument::argument).toList();
    }

    private static SequencedMap<String, Optional<String>> defaults(List<BuildArgument> arguments) {
        SequencedMap<String, Optional<String>> defaults = new LinkedHashMap<>();
        arguments.forEach(
                argument -> defaults.putIfAbsent(argument.name(), argument.defaultValue()));
        return defaults;
    }

    private static List<String> without(Map<String, ?> all, Map<String, ?> others) {
        return all.keySet().stream().filter(name -> !others.containsKey(name)).toList();
    }
}
