// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.schema.postgres;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemDocument;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Two callers who want the same name at the same moment both find it free; one comes second. */
@Singleton
final class SameMomentMapper {
    @ServerExceptionMapper
    Response toResponse(ConstraintViolationException failure) {
        ProblemDocument document =
                ProblemDocument.of(
                        Problem.CONFLICT,
                        "Somebody changed the same at the same moment. Read it, then try again.");
        return Response.status(document.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document)
                .build();
    }
}
