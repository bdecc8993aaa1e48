// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.build;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.scan.BuildArgument;
import java.util.List;
import java.util.Optional;

/**
 * A value that a build waits for.
 *
 * @param hard an empty value cannot work; also where the scan that says so is not known yet
 */
public record MissingValue(String name, Optional<String> description, boolean hard) {
    public MissingValue {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
    }

    /** What a build waits for by these facts; nothing unless it needs values. */
    public static List<MissingValue> of(BuildFacts facts) {
        return switch (facts.phase()) {
            case NEEDS_VALUES ->
                    facts.inputs().missing().map(Fact::told).orElse(List.of()).stream()
                            .map(name ->
                                    of(name, facts.scan().flatMap(scan -> scan.argument(name))))
                            .toList();
            case REQUESTED, QUEUED, LAUNCHED, RUNNING, SUCCEEDED, FAILED, CANCELLED -> List.of();
        };
    }

    private static MissingValue of(String name, Optional<BuildArgument> argument) {
        return new MissingValue(
                name,
                argument.flatMap(BuildArgument::description),
                argument.map(BuildArgument::hard).orElse(true));
    }
}
