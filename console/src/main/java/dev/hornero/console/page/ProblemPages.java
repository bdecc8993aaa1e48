// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import dev.hornero.console.service.ServiceException;
import dev.hornero.console.visitor.LivePart;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import dev.hornero.console.visitor.Visitor;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Pages for what went wrong on the way to another page. */
class ProblemPages {
    private static final Logger LOG = Logger.getLogger(ProblemPages.class);

    private final Visitor visitor;
    private final Sessions sessions;

    ProblemPages(Visitor visitor, Sessions sessions) {
        this.visitor = visitor;
        this.sessions = sessions;
    }

    @ServerExceptionMapper
    public Response of(ServiceException failure, HttpServerRequest request) {
        return switch (failure) {
            case ServiceException.NotSignedIn _ -> signIn(request);
            case ServiceException.NotFound missing ->
                    page(404, new ProblemPage("Not found", missing.sentence()));
            case ServiceException.Unavailable down ->
                    page(503, new ProblemPage("Not available at the moment", down.sentence()));
            case ServiceException.Refused refused ->
                    page(refused.status(), new ProblemPage("That was refused", refused.sentence()));
        };
    }

    /** The key was revoked or has expired, and with it every copy of the session. */
    private Response signIn(HttpServerRequest request) {
        visitor.session().ifPresent(sessions::end);
        return request.headers().contains(LivePart.HEADER)
                ? LivePart.leadTo("/sign-in")
                : Response.seeOther(URI.create("/sign-in"))
                        .cookie(SessionCookie.expired(request.isSSL()))
                        .build();
    }

    @ServerExceptionMapper
    public Response of(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        if (status >= 500) {
            LOG.error("Page failed", failure);
        }
        return page(status, ProblemPage.of(status));
    }

    /** A form in an encoding that there is not. */
    @ServerExceptionMapper
    public Response of(UnsupportedEncodingException failure) {
        return page(415, ProblemPage.of(415));
    }

    /** A form that cannot be read: nothing of ours had begun. Any other is a fault here. */
    @ServerExceptionMapper
    public Response of(IllegalArgumentException failure) {
        boolean ours =
                Stream.of(failure.getStackTrace())
                        .anyMatch(place -> place.getClassName().startsWith("dev.hornero."));
        if (ours) {
            return of((Throwable) failure);
        }
        LOG.infof("Form cannot be read reason=%s", failure.getClass().getSimpleName());
        return page(400, ProblemPage.of(400));
    }

    @ServerExceptionMapper
    public Response of(Throwable failure) {
        LOG.error("Page failed", failure);
        return page(500, ProblemPage.of(500));
    }

    private static Response page(int status, ProblemPage page) {
        return Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(page).build();
    }
}
