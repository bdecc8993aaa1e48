// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.ArgumentChanges;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.imagebuild.model.Patience;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Shows builds as they are at this moment. */
@Singleton
public final class BuildRepresentations {
    private final Patience patience;
    private final Clock clock;

    BuildRepresentations(StatusConfig config, Clock clock) {
        this.patience = new Patience(config.clusterSilence());
        this.clock = clock;
    }

    /** A build as it is now. */
    public BuildRepresentation of(KnownBuild build) {
        return of(build, Optional.empty());
    }

    /** The same beside the build before it. */
    BuildRepresentation of(KnownBuild build, Optional<BuildFacts> before) {
        return BuildRepresentation.of(
                build,
                patience.waiting(build.facts(), clock.instant()),
                before.flatMap(earlier -> ArgumentChanges.between(earlier, build.facts())));
    }
}
