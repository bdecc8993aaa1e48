// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;

/** The suspended Job exists in the cluster and waits for its turn. */
public record BuildJobQueued(BuildRef build, JobLocation location) implements BuildJobEvent {
    public BuildJobQueued {
        Require.present(build, "build");
        Require.present(location, "location");
    }
}
