// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Require;
import dev.hornero.events.job.BuildFailureReason;

/**
 * The end of a build that project-service itself cannot bring further: an event of it was given up,
 * or its values are too large for the broker.
 *
 * @param message a sentence for the user, which names the dead letter where there is one
 * @param hint what the user can do
 */
public record BuildFailed(
        BuildRef build, Code<BuildFailureReason> reason, String message, String hint)
        implements BuildEvent {
    public BuildFailed {
        Require.present(build, "build");
        Require.present(reason, "reason");
        Require.text(message, "message");
        Require.text(hint, "hint");
    }
}
