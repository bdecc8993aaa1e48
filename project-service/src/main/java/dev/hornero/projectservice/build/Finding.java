// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.Commit;
import dev.hornero.events.scan.ArgsRequired;
import dev.hornero.events.scan.BuildArgument;
import dev.hornero.events.scan.RequiredBuildSecret;
import java.util.List;
import java.util.Objects;

/** What of a scan decides how a build goes on. */
public record Finding(
        Commit commit, List<BuildArgument> arguments, List<RequiredBuildSecret> buildSecrets) {
    public Finding {
        Objects.requireNonNull(commit, "commit");
        arguments = List.copyOf(arguments);
        buildSecrets = List.copyOf(buildSecrets);
    }

    static Finding of(ArgsRequired scan) {
        return new Finding(scan.commit(), scan.arguments(), scan.buildSecrets());
    }
}
