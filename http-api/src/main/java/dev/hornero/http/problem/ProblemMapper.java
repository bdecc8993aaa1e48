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
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problem documents for all that a resource throws. */
@Singleton
final class ProblemMapper {
    private final FailureLog log;

    ProblemMapper(FailureLog log) {
        this.log = log;
    }

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
        log.log(document, failure);
        Response.ResponseBuilder response =
                Response.status(document.status())
                        .type(ProblemDocument.MEDIA_TYPE)
                        .entity(document);
        document.headers().forEach(response::header);
        return response.build();
    }
}
