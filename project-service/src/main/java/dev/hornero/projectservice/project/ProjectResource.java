// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.page.Cursor;
import dev.hornero.http.page.Page;
import dev.hornero.http.page.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /api/v1/projects}. */
@Path("/api/v1/projects")
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class ProjectResource {
    private final ProjectCommands commands;
    private final Projects projects;

    ProjectResource(ProjectCommands commands, Projects projects) {
        this.commands = commands;
        this.projects = projects;
    }

    @POST
    @RolesAllowed(Role.EDITOR_ROLE)
    @ResponseStatus(201)
    public Project create(@NotNull ProjectForm form) {
        return commands.create(form.toProject());
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
    public Project get(String name) {
        return projects.find(name).orElseThrow(() -> ProjectCommands.unknown(name));
    }

    @PATCH
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Project patch(String name, @NotNull JsonNode patch) {
        return commands.patch(name, patch);
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @ResponseStatus(204)
    public void delete(String name) {
        commands.delete(name);
    }
}
