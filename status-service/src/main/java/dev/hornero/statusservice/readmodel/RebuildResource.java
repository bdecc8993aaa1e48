// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Makes the read model anew. */
@Path("/status/v1/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.ADMIN_ROLE)
final class RebuildResource {
    private final Rebuilds rebuilds;

    RebuildResource(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /** Begins; what is read changes when the new one is complete. */
    @POST
    @RunOnVirtualThread
    public Response rebuild() {
        if (!rebuilds.begin()) {
            throw ProblemException.of(
                    Problem.CONFLICT, "A rebuild is running. Ask again when it has ended.");
        }
        return Response.accepted().build();
    }
}
