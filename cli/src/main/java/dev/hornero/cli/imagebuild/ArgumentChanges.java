// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a build's arguments differ from those of an earlier one.
 *
 * @param since the number of the earlier one
 */
public record ArgumentChanges(
        int since, List<String> added, List<String> removed, List<DefaultChange> defaultChanged) {

    /** A default that is another one now; absent where there is none. */
    public record DefaultChange(String name, Optional<String> before, Optional<String> after) {
        String sentence() {
            return "the default of %s is %s, was %s"
                    .formatted(
                            name,
                            after.map(GivenValue::shown).orElse("gone"),
                            before.map(GivenValue::shown).orElse("none"));
        }
    }

    /** {@code since #3: new DEVTOOLS; gone OLD}; absent where nothing changed. */
    Optional<String> sentence() {
        String changes =
                Stream.of(
                                names("new ", added),
                                names("gone ", removed),
                                defaultChanged.stream().map(DefaultChange::sentence))
                        .flatMap(part -> part)
                        .collect(Collectors.joining("; "));
        return Optional.of(changes)
                .filter(text -> !text.isEmpty())
                .map(text -> "since #" + since + ": " + text);
    }

    private static Stream<String> names(String what, List<String> names) {
        return names.isEmpty() ? Stream.empty() : Stream.of(what + String.join(", ", names));
    }
}
