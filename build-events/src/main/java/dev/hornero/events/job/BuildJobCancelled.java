// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Require;

/**
 * The end: the build was cancelled after ArgsResolved.
 *
 * @param message a sentence that says how far it was
 */
public record BuildJobCancelled(BuildRef build, JobLocation location, String message)
        implements BuildJobEvent {
    public BuildJobCancelled {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.text(message, "message");
    }
}
