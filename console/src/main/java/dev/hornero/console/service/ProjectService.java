// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import dev.hornero.console.visitor.VisitorHeaders;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Takes commands; owns projects, environments, ProjectEnvs and values. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RegisterRestClient(configKey = "project-service")
@RegisterClientHeaders(VisitorHeaders.class)
@RegisterProvider(ProblemMapper.class)
public interface ProjectService {
    @GET
    @Path("/environments")
    Items<Environment> environments();

    @POST
    @Path("/environments")
    Environment add(Environment environment);

    @GET
    @Path("/projects")
    Items<Project> projects(@QueryParam("cursor") @Nullable String cursor);

    @POST
    @Path("/projects")
    Project add(Project project);

    @GET
    @Path("/project-envs")
    Items<ProjectEnv> projectEnvs(@QueryParam("cursor") @Nullable String cursor);

    @GET
    @Path("/project-envs/{name}")
    ProjectEnv projectEnv(@PathParam("name") String name);

    /** This also starts the initial build. */
    @POST
    @Path("/project-envs")
    ProjectEnv add(NewProjectEnv projectEnv);

    @GET
    @Path("/project-envs/{name}/args")
    Items<KeptValue> args(@PathParam("name") String name);

    /**
     * A merge patch: null takes a value away, the others stay as they are.
     *
     * @param leaveRestEmpty whether what builds wait for and may be empty is left empty on purpose
     * @param force whether names are kept that no ARG declares
     */
    @PATCH
    @Path("/project-envs/{name}/args")
    Items<KeptValue> change(
            @PathParam("name") String name,
            @QueryParam("leaveRestEmpty") @Nullable Boolean leaveRestEmpty,
            @QueryParam("force") @Nullable Boolean force,
            Map<String, @Nullable NewValue> patch);

    @POST
    @Path("/project-envs/{name}/builds")
    AcceptedBuild build(@PathParam("name") String name, BuildOrder order);

    @POST
    @Path("/builds/{id}/cancel")
    void cancel(@PathParam("id") String id);

    @POST
    @Path("/builds/{id}/rebuild")
    AcceptedBuild rebuild(@PathParam("id") String id);
}
