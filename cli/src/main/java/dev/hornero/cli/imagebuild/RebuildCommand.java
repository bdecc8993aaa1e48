// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Builds again what a build built. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Orders a build again, with the same parameters.")
public final class RebuildCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin private BuildRef ref = new BuildRef();

    @Mixin private WaitOptions wait = new WaitOptions();

    public RebuildCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Server server = invocation.server();
        Build build = ref.read(server);
        JsonNode answer =
                server.postOnce(ResourcePath.api("builds", build.id(), "rebuild"), Json.object());
        ObjectNode again = Json.object().put("projectEnv", build.projectEnv());
        again.setAll((ObjectNode) answer);
        return wait.follow(invocation, Json.as(again, AcceptedBuild.class), answer);
    }
}
