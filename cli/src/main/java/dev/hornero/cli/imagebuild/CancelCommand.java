// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.imagebuild;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.cli.invocation.Invocation;
import dev.hornero.cli.server.Json;
import dev.hornero.cli.server.ResourcePath;
import dev.hornero.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a build before it ends by itself; one that waits or is queued too. */
@Command(name = "cancel", mixinStandardHelpOptions = true, description = "Cancels a build.")
public final class CancelCommand implements Runnable {
    private final Invocation invocation;

    @Mixin private BuildRef ref = new BuildRef();

    public CancelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void run() {
        Server server = invocation.server();
        Build build = ref.read(server);
        JsonNode answer =
                server.post(ResourcePath.api("builds", build.id(), "cancel"), Json.object());
        invocation.answer(answer, build.title() + " is being cancelled.");
    }
}
