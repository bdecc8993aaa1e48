// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.imagebuild;

import dev.hornero.console.service.AcceptedBuild;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.Log;
import dev.hornero.console.service.ServiceException;
import dev.hornero.console.service.Services;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.util.List;

/** A build: how it stands, its log, cancelling, and building again. */
@Path("/builds/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class BuildResource {
    private static final int SHOWN_LINES = 2000;

    private final Services services;
    private final Clock clock;

    BuildResource(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /**
     * The page; {@code projectEnv} and {@code number} are what a build is called that
     * status-service may not know yet.
     */
    @GET
    public BuildPage show(
            @PathParam("id") String id,
            @QueryParam("projectEnv") @DefaultValue("") String projectEnv,
            @QueryParam("number") @DefaultValue("0") int number) {
        try {
            return page(services.status(service -> service.build(id)), "");
        } catch (ServiceException.NotFound e) {
            if (projectEnv.isEmpty() || number < 1) {
                throw e;
            }
            return new BuildPage(
                    BuildView.justAccepted(id, projectEnv, number), List.of(), false, "", "");
        }
    }

    @POST
    @Path("cancel")
    public Response cancel(@PathParam("id") String id) {
        try {
            services.projects(service -> {
                service.cancel(id);
                return id;
            });
            return Response.seeOther(UriBuilder.fromPath("/builds/{id}").build(id)).build();
        } catch (ServiceException.Refused e) {
            return refused(id, e);
        }
    }

    @POST
    @Path("rebuild")
    public Response rebuild(@PathParam("id") String id) {
        try {
            Build build = services.status(service -> service.build(id));
            AcceptedBuild accepted = services.projects(service -> service.rebuild(id));
            return Response.seeOther(BuildAddress.of(accepted, build.projectEnv())).build();
        } catch (ServiceException.Refused e) {
            return refused(id, e);
        }
    }

    private Response refused(String id, ServiceException.Refused failure) {
        Build build = services.status(service -> service.build(id));
        return Response.status(failure.status()).entity(page(build, failure.sentence())).build();
    }

    private BuildPage page(Build build, String error) {
        BuildView view = BuildView.of(build, clock);
        List<Log.Line> lines;
        try {
            lines = services.status(service -> service.log(build.id())).lines();
        } catch (ServiceException.Refused
                | ServiceException.NotFound
                | ServiceException.Unavailable e) {
            return new BuildPage(
                    view, List.of(), false, "The log cannot be read: " + e.sentence(), error);
        }
        int cut = Math.max(0, lines.size() - SHOWN_LINES);
        List<String> shown =
                lines.stream()
                        .skip(cut)
                        .map(line ->
                                line.gap().orElse(false) ? "[lines are missing here]" : line.text())
                        .toList();
        return new BuildPage(view, shown, cut > 0, "", error);
    }
}
