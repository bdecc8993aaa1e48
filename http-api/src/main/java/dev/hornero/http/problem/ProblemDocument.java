// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of every answer that is an error.
 *
 * @param detail what is wrong this time and what to do about it
 * @param field the path of the field that is wrong, such as {@code args.VERSION}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProblemDocument(
        URI type, String title, int status, String detail, Optional<String> field) {
    /** As in {@code Content-Type}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDocument {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(field, "field");
    }

    /** A problem that is about no field. */
    public static ProblemDocument of(Problem problem, String detail) {
        return of(problem, detail, Optional.empty());
    }

    static ProblemDocument of(Problem problem, String detail, Optional<String> field) {
        return new ProblemDocument(
                problem.type(), problem.title(), problem.status(), detail, field);
    }
}
