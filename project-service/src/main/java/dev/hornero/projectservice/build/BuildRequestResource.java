// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.http.apikey.Role;
import dev.hornero.projectservice.caller.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/project-envs/{name}/builds}. */
@Path("/api/v1/project-envs/{name}/builds")
@RolesAllowed(Role.EDITOR_ROLE)
@RunOnVirtualThread
public class BuildRequestResource {
    private final BuildCommands commands;
    private final CurrentCaller caller;

    BuildRequestResource(BuildCommands commands, CurrentCaller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(202)
    public BuildView request(
            @PathParam("name") String name,
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @Nullable BuildForm form) {
        return BuildView.of(
                commands.request(
                        name,
                        Optional.ofNullable(form).orElse(BuildForm.EMPTY),
                        idempotencyKey,
                        caller.get()));
    }
}
