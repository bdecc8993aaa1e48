// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.ExitCode;
import dev.hornero.cli.invocation.Invocation;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether to stay until a build's end. */
public final class WaitOptions {
    @Option(
            names = "--wait",
            description = {
                "Follows phases and log to the end, and exits 0 only when the image is pushed:",
                "1 failed, 3 values missing, 5 cancelled, 6 timed out (the build goes on)."
            })
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "180",
            description = "The longest to wait. Default: 180.")
    private int minutes = 180;

    /** Says that the build was accepted, and stays with it when asked to; the exit code. */
    public int follow(Invocation invocation, AcceptedBuild build, JsonNode accepted) {
        if (!wait) {
            invocation.answer(
                    accepted, "%s REQUESTED, build %s".formatted(build.title(), build.id()));
            return ExitCode.OK;
        }
        return new BuildWatch(invocation, build).toTheEnd(Duration.ofMinutes(minutes));
    }
}
