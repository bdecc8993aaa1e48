// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.GivenValue;
import java.util.List;
import java.util.Optional;

/**
 * A value that a build waits for.
 *
 * @param hard an empty value cannot work; also where the scan that says so is not known yet
 * @param since the values without each of which it would not be missing
 */
public record MissingValue(
        String name, Optional<String> description, boolean hard, List<GivenValue> since) {
    public MissingValue {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        since = List.copyOf(since);
    }

    /** What a build waits for by these facts; nothing unless it needs values. */
    public static List<MissingValue> of(BuildFacts facts) {
        return switch (facts.phase()) {
            case NEEDS_VALUES ->
                    facts.inputs().missing().map(Fact::value).orElse(List.of()).stream()
                            .map(name -> of(name, facts.argument(name)))
                            .toList();
            case REQUESTED, QUEUED, LAUNCHED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> List.of();
        };
    }

    private static MissingValue of(String name, Optional<EvaluatedArgument> evaluated) {
        Optional<BuildArgument> argument = evaluated.map(EvaluatedArgument::argument);
        return new MissingValue(
                name,
                argument.flatMap(BuildArgument::description),
                argument.map(BuildArgument::hard).orElse(true),
                evaluated.map(EvaluatedArgument::since).orElse(List.of()));
    }
}
