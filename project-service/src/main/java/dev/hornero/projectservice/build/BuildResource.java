// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.build;

import dev.hornero.events.BuildId;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.projectservice.caller.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/builds/{id}/…}. */
@Path("/api/v1/builds")
@RolesAllowed(Role.EDITOR_ROLE)
@RunOnVirtualThread
public class BuildResource {
    private final BuildCommands commands;
    private final CurrentCaller caller;

    BuildResource(BuildCommands commands, CurrentCaller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @POST
    @Path("{id}/rebuild")
    @ResponseStatus(202)
    public BuildView rebuild(String id) {
        return BuildView.of(commands.rebuild(read(id), caller.get()));
    }

    /** The end comes with an event; where the build stands until then, status-service says. */
    @POST
    @Path("{id}/cancel")
    @ResponseStatus(202)
    public BuildView cancel(String id) {
        BuildCommands.Cancelled cancelled = commands.cancel(read(id), caller.get());
        return new BuildView(id, cancelled.number(), cancelled.projectEnv(), Optional.empty());
    }

    private static BuildId read(String id) {
        try {
            return BuildId.of(id);
        } catch (IllegalArgumentException _) {
            throw ProblemException.notFound("There is no build " + id + ".");
        }
    }
}
