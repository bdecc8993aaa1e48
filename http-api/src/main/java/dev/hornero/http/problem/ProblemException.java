// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import java.util.Optional;

/** Ends a request with a problem document. The detail is shown to the caller: no secret in it. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemDocument document;

    private ProblemException(ProblemDocument document) {
        super(document.detail());
        this.document = document;
    }

    /** A problem that is about no field. */
    public static ProblemException of(Problem problem, String detail) {
        return new ProblemException(ProblemDocument.of(problem, detail));
    }

    /** Nothing is there under that name or id. */
    public static ProblemException notFound(String detail) {
        return of(Problem.NOT_FOUND, detail);
    }

    /** A field of the body, a header or a parameter is not valid. */
    public static ProblemException invalid(String field, String detail) {
        return of(Problem.INVALID_FIELD, field, detail);
    }

    /** A problem that one field causes. */
    public static ProblemException of(Problem problem, String field, String detail) {
        return new ProblemException(ProblemDocument.of(problem, detail, Optional.of(field)));
    }

    /** What the caller receives. */
    public ProblemDocument document() {
        return document;
    }
}
