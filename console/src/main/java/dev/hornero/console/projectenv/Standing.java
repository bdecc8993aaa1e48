// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.build.BuildSummary;
import dev.hornero.console.service.Argument;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.MissingValue;
import dev.hornero.console.service.Phase;
import java.util.List;
import java.util.Optional;

/**
 * How a ProjectEnv stands, as far as status-service told.
 *
 * @param phase of the last build; absent when status-service does not answer
 * @param last the last build
 * @param arguments of the last scan
 */
record Standing(
        Optional<Phase> phase,
        Optional<Build> last,
        List<Argument> arguments,
        List<BuildSummary> summaries,
        String notice) {
    Standing {
        arguments = List.copyOf(arguments);
        summaries = List.copyOf(summaries);
    }

    /** Created a moment ago: its initial build is on its way. */
    static Standing justCreated() {
        return new Standing(
                Optional.of(Phase.REQUESTED), Optional.empty(), List.of(), List.of(), "");
    }

    static Standing unknown() {
        return new Standing(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "status-service does not answer, so the phase is not known at the moment.");
    }

    /** What the last build waits for. */
    List<MissingValue> missing() {
        return last.map(Build::missing).orElse(List.of());
    }
}
