// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import dev.hornero.cli.imagebuild.Build;
import dev.hornero.cli.imagebuild.MissingValue;
import dev.hornero.cli.imagebuild.Phase;
import dev.hornero.cli.scan.LineDefault;
import java.util.List;
import java.util.Optional;

/** How a ProjectEnv stands. */
record ProjectEnvState(
        String name,
        String project,
        String environment,
        Optional<Phase> phase,
        List<MissingValue> missing,
        List<OptionalValue> optional,
        Optional<Build> lastBuild) {
    ProjectEnvState {
        missing = missing == null ? List.of() : List.copyOf(missing);
        optional = optional == null ? List.of() : List.copyOf(optional);
    }

    /**
     * A build argument that has a default.
     *
     * @param defaults of each line that writes one, where they differ
     */
    record OptionalValue(
            String name,
            @com.fasterxml.jackson.annotation.JsonProperty("default") Optional<String> defaultValue,
            List<LineDefault> defaults,
            Optional<String> description) {
        OptionalValue {
            defaults = defaults == null ? List.of() : List.copyOf(defaults);
        }

        /** {@code default 8080: of the page}, with {@code 8080 (line 3), 9090 (line 7)} of two. */
        String sentence() {
            return (defaults.isEmpty() ? defaultValue : Optional.of(LineDefault.text(defaults)))
                            .map(text -> "default " + text)
                            .orElse("optional")
                    + description.map(text -> ": " + text).orElse("");
        }
    }
}
