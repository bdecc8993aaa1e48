// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build argument that has no value.
 *
 * @param hard an empty value cannot work
 * @param since the values without each of which it would not be needed
 */
public record MissingValue(
        String name, Optional<String> description, boolean hard, List<GivenValue> since) {
    public MissingValue {
        since = since == null ? List.of() : List.copyOf(since);
    }

    /** What it is for, and below it what its value would ask for in turn; lines for people. */
    public List<String> lines(List<Consequence> consequences) {
        return Stream.concat(
                        Stream.of(line(name, explained())),
                        consequences.stream()
                                .filter(consequence -> consequence.name().equals(name))
                                .map(consequence -> line("", consequence.sentence())))
                .toList();
    }

    private static String line(String label, String text) {
        return "%-20s %s".formatted(label, text).stripTrailing();
    }

    /** What it is for, why it is needed, and whether it may be empty. */
    private String explained() {
        String notes =
                Stream.concat(
                                since.isEmpty()
                                        ? Stream.empty()
                                        : Stream.of(
                                                since.stream()
                                                        .map(GivenValue::sentence)
                                                        .collect(
                                                                Collectors.joining(
                                                                        " and ",
                                                                        "needed since ",
                                                                        ""))),
                                hard ? Stream.empty() : Stream.of("may be empty"))
                        .collect(Collectors.joining("; "));
        return (description.orElse("") + (notes.isEmpty() ? "" : " (" + notes + ")")).strip();
    }
}
