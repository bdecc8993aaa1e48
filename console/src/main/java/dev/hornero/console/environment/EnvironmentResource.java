// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.environment;

import dev.hornero.console.page.FormErrors;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/** Environments, for those who may add them. */
@Path("/environments")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class EnvironmentResource {
    private final Services services;

    EnvironmentResource(Services services) {
        this.services = services;
    }

    @GET
    public EnvironmentsPage list() {
        return new EnvironmentsPage(rows(), EnvironmentForm.empty(), FormErrors.none());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @RestForm @DefaultValue("") String name,
            @RestForm @DefaultValue("") String cluster,
            @RestForm @DefaultValue("") String namespace,
            @RestForm @DefaultValue("") String branch) {
        EnvironmentForm form = new EnvironmentForm(name, cluster, namespace, branch);
        try {
            services.projects(service -> service.add(form.environment()));
            return Response.seeOther(URI.create("/environments")).build();
        } catch (ServiceException.Refused e) {
            return Response.status(422)
                    .entity(
                            new EnvironmentsPage(
                                    rows(), form, FormErrors.of(e, EnvironmentForm.FIELDS)))
                    .build();
        } catch (ServiceException.Unavailable e) {
            return Response.status(422)
                    .entity(
                            new EnvironmentsPage(
                                    List.of(), form, FormErrors.of(e, EnvironmentForm.FIELDS)))
                    .build();
        }
    }

    private List<EnvironmentsPage.Row> rows() {
        return services.projects(ProjectService::environments).items().stream()
                .map(EnvironmentsPage.Row::of)
                .toList();
    }
}
