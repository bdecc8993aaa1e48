// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** {@code /api/v1/project-envs/{name}/args}. */
@Path("/api/v1/project-envs/{name}/args")
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class ProjectEnvArgsResource {
    private final ArgCommands commands;

    ProjectEnvArgsResource(ArgCommands commands) {
        this.commands = commands;
    }

    @GET
    public Page<ArgView> list(@PathParam("name") String name) {
        return Page.whole(commands.ofProjectEnv(name));
    }

    @PATCH
    @RolesAllowed(Role.EDITOR_ROLE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Page<ArgView> change(
            @PathParam("name") String name, @NotNull Map<String, JsonNode> patch) {
        return Page.whole(commands.changeProjectEnv(name, ArgChange.read(patch, "")));
    }
}
