// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.EntityTags;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/projects}. */
@Path("/api/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class ProjectResource {
    private final ProjectCommands commands;
    private final ProjectStore projects;
    private final RepeatedRequests repeated;
    private final EntityTags tags;

    ProjectResource(
            ProjectCommands commands,
            ProjectStore projects,
            RepeatedRequests repeated,
            EntityTags tags) {
        this.commands = commands;
        this.projects = projects;
        this.repeated = repeated;
        this.tags = tags;
    }

    @POST
    @RolesAllowed(Role.EDITOR_ROLE)
    @ResponseStatus(201)
    public Project create(
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @NotNull ProjectForm form) {
        // Kept as a form: an answer that an earlier release kept lacks what has a default.
        return repeated.once(
                        idempotencyKey,
                        "projects",
                        form,
                        ProjectForm.class,
                        () -> ProjectForm.of(commands.create(form.toProject())))
                .toProject();
    }

    @GET
    @Transactional
    public Page<Project> list(
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest page = PageRequest.of(limit, cursor, 1);
        return Page.of(
                projects.list(page),
                page,
                project -> project,
                project -> Cursor.of(project.name()));
    }

    @GET
    @Path("{name}")
    @Transactional
    public Project get(@PathParam("name") String name) {
        return projects.find(name).orElseThrow(() -> ProjectCommands.unknown(name));
    }

    @PATCH
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Transactional
    public Project patch(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch,
            @NotNull JsonNode patch) {
        tags.require(ifMatch, () -> lock(name));
        return commands.patch(name, patch);
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @ResponseStatus(204)
    @Transactional
    public void delete(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch) {
        tags.require(ifMatch, () -> lock(name));
        commands.delete(name);
    }

    private Project lock(String name) {
        return projects.lock(name).orElseThrow(() -> ProjectCommands.unknown(name));
    }
}
