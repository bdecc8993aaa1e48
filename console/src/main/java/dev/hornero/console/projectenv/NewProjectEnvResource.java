// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Environment;
import dev.hornero.console.service.Project;
import dev.hornero.console.service.ProjectEnv;
import dev.hornero.console.service.ProjectService;
import dev.hornero.console.service.ServiceException;
import dev.hornero.console.service.Services;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import org.jboss.resteasy.reactive.RestForm;

/** Adding an environment to a project. */
@Path("/new/project-env")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class NewProjectEnvResource {
    private final Services services;

    NewProjectEnvResource(Services services) {
        this.services = services;
    }

    @GET
    public NewProjectEnvPage form(@QueryParam("project") @DefaultValue("") String project) {
        return page(new ProjectEnvForm(project, "", "", "", "", false), FormErrors.none());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @DefaultValue("") String project,
            @RestForm @DefaultValue("") String environment,
            @RestForm @DefaultValue("") String branch,
            @RestForm @DefaultValue("") String commit,
            @RestForm @DefaultValue("") String tag,
            @RestForm @DefaultValue("") String softArguments) {
        ProjectEnvForm form =
                new ProjectEnvForm(
                        project, environment, branch, commit, tag, !softArguments.isEmpty());
        try {
            ProjectEnv added = services.projects(service -> service.add(form.projectEnv()));
            return Response.seeOther(
                            UriBuilder.fromPath("/project-envs/{name}").build(added.name()))
                    .build();
        } catch (ServiceException.Refused e) {
            return Response.status(422)
                    .entity(page(form, FormErrors.of(e, ProjectEnvForm.FIELDS)))
                    .build();
        }
    }

    private NewProjectEnvPage page(ProjectEnvForm form, FormErrors errors) {
        return new NewProjectEnvPage(
                services.allProjects(ProjectService::projects).stream().map(Project::name).toList(),
                services.projects(ProjectService::environments).items().stream()
                        .map(Environment::name)
                        .toList(),
                form,
                errors);
    }
}
