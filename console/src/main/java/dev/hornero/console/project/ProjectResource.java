// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Project;
import dev.hornero.console.service.ProjectEnv;
import dev.hornero.console.service.ProjectEnvState;
import dev.hornero.console.service.ProjectService;
import dev.hornero.console.service.ServiceException;
import dev.hornero.console.service.Services;
import dev.hornero.console.service.StatusService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** The project list, and adding to it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ProjectResource {
    private final Services services;
    private final Clock clock;

    ProjectResource(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    @GET
    public ProjectListPage list() {
        List<Project> projects = services.allProjects(ProjectService::projects);
        List<ProjectEnv> projectEnvs = services.allProjects(ProjectService::projectEnvs);
        List<ProjectEnvState> states;
        try {
            states = services.allStatus(StatusService::projectEnvs);
        } catch (ServiceException.Unavailable e) {
            return new ProjectListPage(
                    ProjectList.of(projects, projectEnvs, List.of(), false, clock));
        }
        return new ProjectListPage(ProjectList.of(projects, projectEnvs, states, true, clock));
    }

    @GET
    @Path("new/project")
    public NewProjectPage form() {
        return new NewProjectPage(ProjectForm.empty(), FormErrors.none());
    }

    @POST
    @Path("new/project")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @DefaultValue("") String name,
            @RestForm @DefaultValue("") String repository,
            @RestForm @DefaultValue("") String dockerfilePath,
            @RestForm @DefaultValue("") String contextPath,
            @RestForm @DefaultValue("") String target,
            @RestForm @DefaultValue("") String gitCredential,
            @RestForm @DefaultValue("") String withoutSubmodules,
            @RestForm @DefaultValue("") String gitDirectory) {
        ProjectForm form =
                new ProjectForm(
                        name,
                        repository,
                        dockerfilePath,
                        contextPath,
                        target,
                        gitCredential,
                        !withoutSubmodules.isEmpty(),
                        !gitDirectory.isEmpty());
        try {
            Project added = services.projects(service -> service.add(form.project()));
            return Response.seeOther(
                            UriBuilder.fromPath("/new/project-env")
                                    .queryParam("project", "{name}")
                                    .build(added.name()))
                    .build();
        } catch (ServiceException.Refused | ServiceException.Unavailable e) {
            return Response.status(422)
                    .entity(new NewProjectPage(form, FormErrors.of(e, ProjectForm.FIELDS)))
                    .build();
        }
    }
}
