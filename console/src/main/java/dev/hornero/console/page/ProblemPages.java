// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import dev.hornero.console.service.ServiceException;
import dev.hornero.console.visitor.LivePart;
import dev.hornero.console.visitor.SessionCookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Pages for what went wrong on the way to another page. */
class ProblemPages {

    @ServerExceptionMapper
    public Response of(ServiceException failure, HttpServerRequest request) {
        return switch (failure) {
            case ServiceException.NotSignedIn _ ->
                    request.headers().contains(LivePart.HEADER)
                            ? LivePart.leadTo("/sign-in")
                            : Response.seeOther(URI.create("/sign-in"))
                                    .cookie(SessionCookie.expired(request.isSSL()))
                                    .build();
            case ServiceException.NotFound missing -> page(404, "Not found", missing.sentence());
            case ServiceException.Unavailable down ->
                    page(503, "Not available at the moment", down.sentence());
            case ServiceException.Refused refused ->
                    page(refused.status(), "That was refused", refused.sentence());
        };
    }

    @ServerExceptionMapper
    public Response of(NotFoundException missing) {
        return page(404, "Not found", "There is no such page.");
    }

    private static Response page(int status, String title, String sentence) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(new ProblemPage(title, sentence))
                .build();
    }
}
