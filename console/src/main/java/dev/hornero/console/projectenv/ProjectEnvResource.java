// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.imagebuild.BuildAddress;
import dev.hornero.console.imagebuild.BuildSummary;
import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.AcceptedBuild;
import dev.hornero.console.service.Build;
import dev.hornero.console.service.KeptValue;
import dev.hornero.console.service.NewValue;
import dev.hornero.console.service.ProjectEnv;
import dev.hornero.console.service.ServiceException;
import dev.hornero.console.service.Services;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** A ProjectEnv: how it stands, its values, and ordering a build. */
@Path("/project-envs/{name}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ProjectEnvResource {
    private static final int SHOWN_BUILDS = 20;

    private final Services services;
    private final Clock clock;

    ProjectEnvResource(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    @GET
    public ProjectEnvPage show(
            @PathParam("name") String name, @QueryParam("kept") @DefaultValue("") String kept) {
        return page(
                name,
                Optional.empty(),
                FormErrors.none(),
                BuildForm.empty(),
                kept.isEmpty()
                        ? ""
                        : "Values kept. A build that waited for them goes on by itself.");
    }

    @POST
    @Path("values")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@PathParam("name") String name, MultivaluedMap<String, String> form) {
        TypedValues typed = TypedValues.of(form);
        try {
            List<KeptValue> kept = services.projects(service -> service.args(name)).items();
            Map<String, @Nullable NewValue> patch = typed.patch(kept);
            if (!patch.isEmpty() || typed.leaveRestEmpty()) {
                services.projects(service ->
                        service.change(
                                name, set(typed.leaveRestEmpty()), set(typed.force()), patch));
            }
            return Response.seeOther(address(name, "kept")).build();
        } catch (ServiceException.Refused e) {
            FormErrors errors = FormErrors.of(e, typed.values().keySet());
            return Response.status(422)
                    .entity(page(name, Optional.of(typed), errors, BuildForm.empty(), ""))
                    .build();
        }
    }

    /** A parameter that is left out where it is not set. */
    private static @Nullable Boolean set(boolean flag) {
        return flag ? true : null;
    }

    @POST
    @Path("builds")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response build(
            @PathParam("name") String name,
            @RestForm @DefaultValue("") String branch,
            @RestForm @DefaultValue("") String commit,
            @RestForm @DefaultValue("") String tag,
            @RestForm @DefaultValue("") String args,
            @RestForm @DefaultValue("") String withoutCache) {
        BuildForm form =
                new BuildForm(
                        branch, commit, tag, args, !withoutCache.isEmpty(), FormErrors.none());
        FormErrors wrong = form.check();
        if (wrong.any()) {
            return refused(name, form.with(wrong));
        }
        try {
            AcceptedBuild accepted =
                    services.projects(service -> service.build(name, form.order()));
            return Response.seeOther(BuildAddress.of(accepted, name)).build();
        } catch (ServiceException.Refused e) {
            return refused(name, form.with(FormErrors.of(e, BuildForm.FIELDS)));
        }
    }

    private Response refused(String name, BuildForm form) {
        return Response.status(422)
                .entity(page(name, Optional.empty(), FormErrors.none(), form, ""))
                .build();
    }

    static URI address(String name, String did) {
        return UriBuilder.fromPath("/project-envs/{name}").queryParam(did, "1").build(name);
    }

    private ProjectEnvPage page(
            String name,
            Optional<TypedValues> typed,
            FormErrors valueErrors,
            BuildForm build,
            String notice) {
        ProjectEnv projectEnv = services.projects(service -> service.projectEnv(name));
        List<KeptValue> kept = services.projects(service -> service.args(name)).items();
        Standing standing = standing(name);
        ValuesForm values =
                ValuesForm.of(
                        standing.arguments(),
                        standing.missing(),
                        standing.consequences(),
                        kept,
                        typed,
                        valueErrors);
        return ProjectEnvPage.of(projectEnv, standing, values, build, notice);
    }

    private Standing standing(String name) {
        try {
            List<Build> builds =
                    services.status(service -> service.builds(name, SHOWN_BUILDS)).items();
            if (builds.isEmpty()) {
                return Standing.justCreated();
            }
            Build last = builds.getFirst();
            return new Standing(
                    Optional.of(last.phase()),
                    Optional.of(last),
                    scanned(builds),
                    builds.stream().map(build -> BuildSummary.of(build, clock)).toList(),
                    "");
        } catch (ServiceException.Unavailable e) {
            return Standing.unknown();
        }
    }

    /** The last build that was scanned; lists do not have all of it. */
    private Optional<Build> scanned(List<Build> builds) {
        return builds.stream()
                .filter(build -> build.times().scanned().isPresent())
                .findFirst()
                .map(build -> services.status(service -> service.build(build.id())));
    }
}
