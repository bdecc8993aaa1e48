// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.request.EntityTags;
import dev.hornero.http.request.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;

/** {@code /api/v1/project-envs/{name}/args}. */
@Path("/api/v1/project-envs/{name}/args")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class ProjectEnvArgsResource {
    private final ArgCommands commands;
    private final EntityTags tags;

    ProjectEnvArgsResource(ArgCommands commands, EntityTags tags) {
        this.commands = commands;
        this.tags = tags;
    }

    @GET
    public Page<ArgView> list(@PathParam("name") String name) {
        return Page.whole(commands.ofProjectEnv(name));
    }

    @PATCH
    @RolesAllowed(Role.EDITOR_ROLE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Transactional
    public Page<ArgView> change(
            @PathParam("name") String name,
            @QueryParam("force") @DefaultValue("false") boolean force,
            @QueryParam("leaveRestEmpty") @DefaultValue("false") boolean leaveRestEmpty,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch,
            @NotNull Map<String, JsonNode> patch) {
        tags.require(
                ifMatch,
                () -> {
                    commands.lockProjectEnv(name);
                    return list(name);
                });
        return Page.whole(
                commands.changeProjectEnv(name, ArgChange.read(patch, ""), force, leaveRestEmpty));
    }
}
