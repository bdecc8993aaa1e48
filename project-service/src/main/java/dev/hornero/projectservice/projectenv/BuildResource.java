// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.caller.CurrentCaller;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/builds/{id}/…}. */
@Path("/api/v1/builds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.EDITOR_ROLE)
@RunOnVirtualThread
public class BuildResource {
    private final BuildCommands commands;
    private final CurrentCaller caller;
    private final RepeatedRequests repeated;

    BuildResource(BuildCommands commands, CurrentCaller caller, RepeatedRequests repeated) {
        this.commands = commands;
        this.caller = caller;
        this.repeated = repeated;
    }

    @POST
    @Path("{id}/rebuild")
    @ResponseStatus(202)
    @Transactional
    public BuildView rebuild(
            @PathParam("id") String id,
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey) {
        BuildId build = read(id);
        ProjectEnvId owner = commands.awaitTurn(build);
        return repeated.once(
                idempotencyKey,
                "builds/" + build + "/rebuild",
                "",
                BuildView.class,
                () -> commands.rebuild(owner, build, caller.get()));
    }

    /** The end comes with an event; where the build stands until then, status-service says. */
    @POST
    @Path("{id}/cancel")
    @ResponseStatus(202)
    public BuildView cancel(@PathParam("id") String id) {
        return commands.cancel(read(id), caller.get());
    }

    private static BuildId read(String id) {
        try {
            return BuildId.of(id);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("There is no build " + id + ".");
        }
    }
}
