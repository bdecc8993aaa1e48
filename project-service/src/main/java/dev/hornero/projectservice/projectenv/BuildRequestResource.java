// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.http.apikey.Role;
import dev.hornero.projectservice.caller.CurrentCaller;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/project-envs/{name}/builds}. */
@Path("/api/v1/project-envs/{name}/builds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.EDITOR_ROLE)
@RunOnVirtualThread
public class BuildRequestResource {
    private final BuildCommands commands;
    private final CurrentCaller caller;
    private final RepeatedRequests repeated;

    BuildRequestResource(BuildCommands commands, CurrentCaller caller, RepeatedRequests repeated) {
        this.commands = commands;
        this.caller = caller;
        this.repeated = repeated;
    }

    /** Without a body, and then without a type of it, everything is as the ProjectEnv says. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @Transactional
    public BuildView request(
            @PathParam("name") String name,
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @Nullable BuildForm form) {
        BuildForm given = form == null ? BuildForm.EMPTY : form;
        commands.awaitTurn(name);
        return repeated.once(
                idempotencyKey,
                "project-envs/" + name + "/builds",
                given,
                BuildView.class,
                () -> commands.request(name, given, caller.get()));
    }
}
