// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.Commit;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.EvaluatedArgument;
import dev.hornero.events.scan.ScanWarning;
import java.util.List;

/** What a scan read at a commit. */
public record ScanResult(Commit commit, List<BuildArgument> arguments, List<ScanWarning> warnings) {
    public ScanResult {
        requireNonNull(commit, "commit");
        arguments = List.copyOf(arguments);
        warnings = List.copyOf(warnings);
    }

    static ScanResult of(ArgsRequired event) {
        return new ScanResult(event.commit(), event.arguments(), event.warnings());
    }

    /** The arguments without any value given, so that none rests on one. */
    List<EvaluatedArgument> withoutValues() {
        return arguments.stream()
                .map(argument -> new EvaluatedArgument(argument, List.of()))
                .toList();
    }
}
