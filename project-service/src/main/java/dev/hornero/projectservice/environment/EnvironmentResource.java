// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import dev.hornero.http.apikey.Role;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/environments}. */
@Path("/api/v1/environments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class EnvironmentResource {
    private final EnvironmentCommands commands;
    private final Environments environments;
    private final RepeatedRequests repeated;

    EnvironmentResource(
            EnvironmentCommands commands, Environments environments, RepeatedRequests repeated) {
        this.commands = commands;
        this.environments = environments;
        this.repeated = repeated;
    }

    @POST
    @RolesAllowed(Role.ADMIN_ROLE)
    @ResponseStatus(201)
    public Environment create(
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @NotNull EnvironmentForm form) {
        return repeated.once(
                idempotencyKey,
                "environments",
                form,
                Environment.class,
                () -> commands.create(form.toEnvironment()));
    }

    @GET
    @Transactional
    public Page<Environment> list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest page = PageRequest.of(limit, cursor, 1);
        return Page.of(
                environments.list(page),
                page,
                environment -> environment,
                environment -> Cursor.of(environment.name()));
    }

    @GET
    @Path("{name}")
    @Transactional
    public Environment get(@PathParam("name") String name) {
        return environments
                .find(name)
                .orElseThrow(
                        () -> ProblemException.notFound("There is no environment " + name + "."));
    }
}
