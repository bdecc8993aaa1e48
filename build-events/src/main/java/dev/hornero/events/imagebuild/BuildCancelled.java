// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;

/** The end of a build that was cancelled before ArgsResolved: no orchestrator ever knew it. */
public record BuildCancelled(BuildRef build, String requestedBy) implements BuildEvent {
    public BuildCancelled {
        Require.present(build, "build");
        Require.text(requestedBy, "requestedBy");
    }
}
