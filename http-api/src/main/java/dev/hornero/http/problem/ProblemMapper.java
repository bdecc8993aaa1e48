// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problem documents for whatever a resource throws. */
@Singleton
final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    // The framework maps each of these by itself; only a mapper of the very type comes before it.
    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        MismatchedInputException.class,
        ConstraintViolationException.class,
        ValidationException.class,
        ForbiddenException.class,
        UnauthorizedException.class,
        AuthenticationFailedException.class
    })
    Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
            return web.getResponse();
        }
        ProblemDocument document = Problems.of(failure);
        Problems.log(LOG, document, failure);
        Response.ResponseBuilder response =
                Response.status(document.status())
                        .type(ProblemDocument.MEDIA_TYPE)
                        .entity(document);
        if (document.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"hornero\"");
        }
        if (document.status() == 503) {
            response.header(HttpHeaders.RETRY_AFTER, 2);
        }
        return response.build();
    }
}
