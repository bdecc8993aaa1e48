// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.database;

import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemDocument;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers a unique or foreign key violation with a conflict: of two callers who want the same name,
 * or one who removes what the other names, at the same moment, one comes second. Any other
 * constraint should have been checked before.
 */
@Singleton
final class ConstraintViolationMapper {
    private static final Logger LOG = Logger.getLogger(ConstraintViolationMapper.class);

    @ServerExceptionMapper
    Response toResponse(ConstraintViolationException failure) {
        ProblemDocument document = document(failure);
        return Response.status(document.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document)
                .build();
    }

    private static ProblemDocument document(ConstraintViolationException failure) {
        if (failure.getKind() == ConstraintKind.UNIQUE
                || failure.getKind() == ConstraintKind.FOREIGN_KEY) {
            return ProblemDocument.of(
                    Problem.CONFLICT,
                    "Another request changed the same at the same moment. Read it, then try again.");
        }
        LOG.error("Request failed", failure);
        return ProblemDocument.of(
                Problem.INTERNAL, "It was logged here. Try again, or ask an operator.");
    }
}
