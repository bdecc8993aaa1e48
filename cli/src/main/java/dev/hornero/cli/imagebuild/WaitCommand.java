// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import dev.hornero.cli.invocation.Invocation;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stays with a build that was ordered earlier. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = "Follows a build to its end, with the exit codes of 'build --wait'.")
public final class WaitCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Invocation invocation;

    @Mixin private BuildRef ref = new BuildRef();

    @Option(
            names = "--timeout",
            paramLabel = "MINUTES",
            defaultValue = "180",
            description = "The longest to wait. Default: 180.")
    private int minutes = 180;

    public WaitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Build build = ref.read(invocation.server());
        return new BuildWatch(
                        invocation,
                        new AcceptedBuild(build.id(), build.number(), build.projectEnv()))
                .toTheEnd(Duration.ofMinutes(minutes), PATIENCE);
    }
}
