// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import dev.hornero.console.service.ProjectService;
import dev.hornero.console.service.ServiceException;
import dev.hornero.console.service.Services;
import dev.hornero.console.visitor.SessionConfig;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import dev.hornero.console.visitor.Visitor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;

/** Signing in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class SignInResource {
    private final Visitor visitor;
    private final Services services;
    private final Sessions sessions;
    private final SessionConfig config;

    SignInResource(Visitor visitor, Services services, Sessions sessions, SessionConfig config) {
        this.visitor = visitor;
        this.services = services;
        this.sessions = sessions;
        this.config = config;
    }

    @GET
    @Path("sign-in")
    public SignInPage form(@QueryParam("next") @DefaultValue("/") String next) {
        return new SignInPage(LocalPath.of(next).toString(), "");
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @RestForm @DefaultValue("") String key,
            @RestForm @DefaultValue("/") String next,
            HttpServerRequest request) {
        String given = key.strip();
        if (!given.matches("[\\x21-\\x7e]{1,1000}")) {
            return refused(next, "Paste the API key that you were given.");
        }
        visitor.use(given);
        try {
            services.projects(ProjectService::environments);
        } catch (ServiceException.NotSignedIn e) {
            return refused(next, "This API key is not known, or it has expired.");
        } catch (ServiceException e) {
            return refused(next, e.sentence());
        }
        visitor.session().ifPresent(sessions::end);
        return Response.seeOther(LocalPath.of(next))
                .cookie(
                        SessionCookie.holding(
                                sessions.begin(given), request.isSSL(), config.limit()))
                .build();
    }

    @POST
    @Path("sign-out")
    public Response signOut(HttpServerRequest request) {
        visitor.session().ifPresent(sessions::end);
        return Response.seeOther(URI.create("/sign-in"))
                .cookie(SessionCookie.expired(request.isSSL()))
                .build();
    }

    private static Response refused(String next, String error) {
        return Response.status(422)
                .entity(new SignInPage(LocalPath.of(next).toString(), error))
                .build();
    }
}
