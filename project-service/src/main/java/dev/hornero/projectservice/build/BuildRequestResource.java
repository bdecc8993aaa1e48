// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.http.apikey.Role;
import dev.hornero.projectservice.caller.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/project-envs/{name}/builds}. */
@Path("/api/v1/project-envs/{name}/builds")
@RolesAllowed(Role.EDITOR_ROLE)
@RunOnVirtualThread
public class BuildRequestResource {
    private final BuildCommands commands;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    BuildRequestResource(BuildCommands commands, CurrentCaller caller, ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.json = json;
    }

    /** Without a body, and then without a type of it, everything is as the ProjectEnv says. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BuildForm.class)))
    public BuildView request(
            @PathParam("name") String name,
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @Nullable String body)
            throws JsonProcessingException {
        return BuildView.of(commands.request(name, read(body), idempotencyKey, caller.get()));
    }

    private BuildForm read(@Nullable String body) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return BuildForm.EMPTY;
        }
        return Optional.ofNullable(json.readValue(body, BuildForm.class)).orElse(BuildForm.EMPTY);
    }
}
