// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.ArgumentChanges;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.ClusterTimeout;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Shows builds as they are at this moment. */
@Singleton
public final class BuildRepresentations {
    private final ClusterTimeout timeout;
    private final Clock clock;

    BuildRepresentations(StatusConfig config, Clock clock) {
        this.timeout = new ClusterTimeout(config.clusterTimeout());
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
                timeout.waiting(build.facts(), clock.instant()),
                before.flatMap(earlier -> ArgumentChanges.between(earlier, build.facts())));
    }
}
