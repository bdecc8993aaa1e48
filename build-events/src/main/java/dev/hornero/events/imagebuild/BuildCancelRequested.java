// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;

/** A queued or running build is to end; sent only after ArgsResolved. The orchestrator answers. */
public record BuildCancelRequested(
        BuildRef build, String cluster, String namespace, String requestedBy)
        implements BuildEvent {
    public BuildCancelRequested {
        Require.present(build, "build");
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
        Require.text(requestedBy, "requestedBy");
    }
}
