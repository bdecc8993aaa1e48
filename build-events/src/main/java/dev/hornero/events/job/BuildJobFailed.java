// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.job;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Require;
import java.util.Optional;

/**
 * The end: no image was made.
 *
 * @param message a sentence for the user
 * @param hint what the user can do
 * @param exitCode of the container that failed
 * @param instruction the Dockerfile instruction that failed
 */
public record BuildJobFailed(
        BuildRef build,
        JobLocation location,
        Code<BuildFailureReason> reason,
        String message,
        String hint,
        Optional<Integer> exitCode,
        Optional<String> instruction)
        implements BuildJobEvent {
    public BuildJobFailed {
        Require.present(build, "build");
        Require.present(location, "location");
        Require.present(reason, "reason");
        Require.text(message, "message");
        Require.text(hint, "hint");
        Require.present(exitCode, "exitCode");
        Require.present(instruction, "instruction");
    }
}
