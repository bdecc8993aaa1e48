// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;
import java.util.Optional;

/** A container of the build's Pod runs. */
public record BuildJobStarted(
        BuildRef build, JobLocation location, String pod, Optional<String> node)
        implements BuildJobEvent {
    public BuildJobStarted {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.text(pod, "pod");
        Require.present(node, "node");
    }
}
