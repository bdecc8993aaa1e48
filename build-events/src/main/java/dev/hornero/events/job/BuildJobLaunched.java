// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import java.util.List;

/** Everything that the build needs exists in the cluster and the Job was released. */
public record BuildJobLaunched(
        BuildRef build, JobLocation location, List<CreatedResource> resources)
        implements BuildJobEvent {
    public BuildJobLaunched {
        Require.present(build, "build");
        Require.present(location, "location");
        resources = List.copyOf(Require.present(resources, "resources"));
    }
}
