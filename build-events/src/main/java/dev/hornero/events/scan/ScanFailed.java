// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.scan;

import dev.hornero.events.BuildRef;
import dev.hornero.events.Code;
import dev.hornero.events.Require;
import java.util.Optional;

/**
 * The end of a build whose Dockerfile could not be read.
 *
 * @param line of the Dockerfile, for {@link ScanFailureReason#DOCKERFILE_INVALID}
 * @param message a sentence for the user that says what to do
 */
public record ScanFailed(
        BuildRef build, Code<ScanFailureReason> reason, Optional<Integer> line, String message)
        implements ScanEvent {
    public ScanFailed {
        Require.present(build, "build");
        Require.present(reason, "reason");
        Require.present(line, "line");
        Require.text(message, "message");
    }
}
