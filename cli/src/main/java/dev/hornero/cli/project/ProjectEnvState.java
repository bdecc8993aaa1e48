// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.project;

import dev.hornero.cli.build.Build;
import dev.hornero.cli.build.MissingValue;
import dev.hornero.cli.build.Phase;
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

    /** A build argument that has a default. */
    record OptionalValue(
            String name,
            @com.fasterxml.jackson.annotation.JsonProperty("default") Optional<String> defaultValue,
            Optional<String> description) {}
}
