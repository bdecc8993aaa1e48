// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.args.GivenValues;
import dev.hornero.cli.invocation.CommitId;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.invocation.ProjectEnvRef;
import dev.hornero.cli.server.Fields;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Orders a new image. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description =
                "Builds a ProjectEnv's image. With --wait the image's reference with digest"
                        + " is the only line on the standard output.")
public final class BuildCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private ProjectEnvRef projectEnv = new ProjectEnvRef();

    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "Default: the ProjectEnv's, which is the environment's.")
    private Optional<String> branch = Optional.empty();

    @Option(
            names = "--commit",
            converter = CommitId.class,
            paramLabel = "SHA",
            description = "Default: the last one.")
    private Optional<String> commit = Optional.empty();

    @Option(names = "--tag", paramLabel = "T", description = "Default: latest.")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--cache",
            negatable = true,
            description = "Whether layers of earlier builds are reused.")
    private Optional<Boolean> cache = Optional.empty();

    @Mixin private GivenValues values = new GivenValues();

    @Mixin private WaitOptions wait = new WaitOptions();

    public BuildCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Fields fields =
                new Fields()
                        .with("branch", branch)
                        .with("commit", commit)
                        .with("tag", tag)
                        .with("args", values.patch(invocation))
                        .withFlag("cache", cache);
        JsonNode answer =
                invocation
                        .server()
                        .postOnce(
                                ResourcePath.api("project-envs", projectEnv.name(), "builds"),
                                fields.object());
        ObjectNode build = Json.object().put("projectEnv", projectEnv.name());
        build.setAll((ObjectNode) answer);
        return wait.follow(invocation, Json.as(build, AcceptedBuild.class), answer);
    }
}
