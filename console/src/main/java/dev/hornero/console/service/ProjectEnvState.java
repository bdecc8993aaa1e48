// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.List;
import java.util.Optional;

/** How a ProjectEnv stands, as status-service reports it. */
public record ProjectEnvState(
        String name,
        String project,
        String environment,
        Optional<Phase> phase,
        List<MissingValue> missing,
        List<OptionalValue> optional,
        Optional<Build> lastBuild) {
    public ProjectEnvState {
        missing = Build.copy(missing);
        optional = Build.copy(optional);
    }
}
