// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.http.apikey.Role;
import dev.hornero.http.request.Cursor;
import dev.hornero.http.request.EntityTags;
import dev.hornero.http.request.Page;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.caller.CurrentCaller;
import dev.hornero.projectservice.environment.Environment;
import dev.hornero.projectservice.environment.Environments;
import dev.hornero.projectservice.idempotency.RepeatedRequests;
import dev.hornero.projectservice.projectenv.model.BuildOrigin;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
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
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /api/v1/project-envs}. */
@Path("/api/v1/project-envs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.VIEWER_ROLE)
@RunOnVirtualThread
public class ProjectEnvResource {
    private final ProjectEnvCommands commands;
    private final ProjectEnvs projectEnvs;
    private final Environments environments;
    private final CurrentCaller caller;
    private final RepeatedRequests repeated;
    private final EntityTags tags;

    ProjectEnvResource(
            ProjectEnvCommands commands,
            ProjectEnvs projectEnvs,
            Environments environments,
            CurrentCaller caller,
            RepeatedRequests repeated,
            EntityTags tags) {
        this.commands = commands;
        this.projectEnvs = projectEnvs;
        this.environments = environments;
        this.caller = caller;
        this.repeated = repeated;
        this.tags = tags;
    }

    @POST
    @RolesAllowed(Role.EDITOR_ROLE)
    @ResponseStatus(201)
    @Transactional
    public ProjectEnvView create(
            @HeaderParam(RepeatedRequests.HEADER) Optional<String> idempotencyKey,
            @NotNull ProjectEnvForm form) {
        commands.awaitTurn(form.project());
        return repeated.once(
                idempotencyKey, "project-envs", form, ProjectEnvView.class, () -> create(form));
    }

    private ProjectEnvView create(ProjectEnvForm form) {
        Caller by = caller.get();
        ProjectEnvCommands.Created created =
                commands.create(
                        form.project(),
                        form.environment(),
                        form.toSettings(),
                        ArgChange.readGiven(form.args().orElse(Map.of()), "args"),
                        BuildOrigin.requested(by.name(), by.traceparent()));
        return view(created.projectEnv(), Optional.of(created.build()));
    }

    @GET
    @Transactional
    public Page<ProjectEnvView> list(
            @QueryParam("project") Optional<String> project,
            @QueryParam("limit") Optional<String> limit,
            @QueryParam("cursor") Optional<String> cursor) {
        PageRequest page = PageRequest.of(limit, cursor, 1);
        return Page.of(
                projectEnvs.list(page, project),
                page,
                this::view,
                projectEnv -> Cursor.of(projectEnv.name()));
    }

    @GET
    @Path("{name}")
    @Transactional
    public ProjectEnvView get(@PathParam("name") String name) {
        return projectEnvs
                .find(name)
                .map(this::view)
                .orElseThrow(() -> ProjectEnvCommands.unknown(name));
    }

    @PATCH
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Transactional
    public ProjectEnvView patch(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch,
            @NotNull JsonNode patch) {
        tags.require(ifMatch, () -> lock(name));
        return view(commands.patch(name, patch));
    }

    /** 204 where it is gone; 202 where builds have to end first. */
    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.EDITOR_ROLE)
    @Transactional
    public RestResponse<Void> delete(
            @PathParam("name") String name,
            @HeaderParam(EntityTags.IF_MATCH) Optional<String> ifMatch) {
        tags.require(ifMatch, () -> lock(name));
        return commands.delete(name, caller.get())
                ? RestResponse.noContent()
                : RestResponse.accepted();
    }

    private ProjectEnvView lock(String name) {
        return projectEnvs
                .lock(name)
                .map(this::view)
                .orElseThrow(() -> ProjectEnvCommands.unknown(name));
    }

    private ProjectEnvView view(ProjectEnv projectEnv) {
        return view(projectEnv, Optional.empty());
    }

    private ProjectEnvView view(ProjectEnv projectEnv, Optional<BuildView> build) {
        String branch =
                projectEnv
                        .settings()
                        .branch()
                        .orElseGet(() ->
                                environments
                                        .find(projectEnv.environment())
                                        .map(Environment::defaultBranch)
                                        .orElse(projectEnv.environment()));
        return ProjectEnvView.of(projectEnv, branch, build);
    }
}
