// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import dev.hornero.console.visitor.VisitorHeaders;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Knows how ProjectEnvs and builds stand, a moment later than they do. */
@Path("/status/v1")
@Produces(MediaType.APPLICATION_JSON)
@RegisterRestClient(configKey = "status-service")
@RegisterClientHeaders(VisitorHeaders.class)
@RegisterProvider(ProblemMapper.class)
public interface StatusService {
    @GET
    @Path("/project-envs")
    Items<ProjectEnvState> projectEnvs(@QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("/builds")
    Items<Build> builds(
            @QueryParam("projectEnv") String projectEnv, @QueryParam("limit") int limit);

    @GET
    @Path("/builds/{id}")
    Build build(@PathParam("id") String id);

    @GET
    @Path("/builds/{id}/logs")
    Log log(@PathParam("id") String id);
}
