// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.imagebuild.BuildSummary;
import dev.hornero.console.service.Argument;
import dev.hornero.console.service.ArgumentChanges;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.Consequence;
import dev.hornero.console.service.MissingValue;
import dev.hornero.console.service.Phase;
import java.util.List;
import java.util.Optional;

/**
 * How a ProjectEnv stands, as far as status-service reported.
 *
 * @param phase of the last build; absent when status-service does not answer
 * @param last the last build
 * @param scanned the last build that was scanned, with its arguments
 */
record Standing(
        Optional<Phase> phase,
        Optional<Build> last,
        Optional<Build> scanned,
        List<BuildSummary> summaries,
        String notice) {
    Standing {
        summaries = List.copyOf(summaries);
    }

    /** Created a moment ago: its initial build is on its way. */
    static Standing justCreated() {
        return new Standing(
                Optional.of(Phase.REQUESTED), Optional.empty(), Optional.empty(), List.of(), "");
    }

    static Standing unknown() {
        return new Standing(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "status-service does not answer, so the phase is not known at the moment.");
    }

    /** What the last build waits for. */
    List<MissingValue> missing() {
        return last.map(Build::missing).orElse(List.of());
    }

    /** What its values would ask for in turn. */
    List<Consequence> consequences() {
        return last.map(Build::consequences).orElse(List.of());
    }

    /** Of the last scan. */
    List<Argument> arguments() {
        return scanned.map(Build::arguments).orElse(List.of());
    }

    /** What is wrong with the values of the last scanned build. */
    List<String> warnings() {
        return scanned.map(Build::warningsOnValues).orElse(List.of()).stream()
                .map(Build.Warning::sentence)
                .toList();
    }

    /** What that scan found otherwise than the one before; empty where nothing is. */
    String changes() {
        return scanned.flatMap(Build::changes).map(ArgumentChanges::sentence).orElse("");
    }
}
