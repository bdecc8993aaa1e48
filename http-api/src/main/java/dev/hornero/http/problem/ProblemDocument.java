// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Map;
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

    private static final int LONGEST_DETAIL = 2000;
    private static final int LONGEST_FIELD = 300;

    public ProblemDocument {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(title, "title");
        detail = printable(detail, LONGEST_DETAIL);
        field = field.map(path -> printable(path, LONGEST_FIELD));
    }

    /** What a caller sent may stand in it: without control characters and half surrogates. */
    private static String printable(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest) + "…" : text;
        StringBuilder printable = new StringBuilder(start.length());
        start.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** A problem that is about no field. */
    public static ProblemDocument of(Problem problem, String detail) {
        return of(problem, detail, Optional.empty());
    }

    /** Headers that an answer with this document has. */
    Map<String, String> headers() {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer realm=\"hornero\"");
            case 429, 503 -> Map.of("Retry-After", "2");
            default -> Map.of();
        };
    }

    static ProblemDocument of(Problem problem, String detail, Optional<String> field) {
        return new ProblemDocument(
                problem.type(), problem.title(), problem.status(), detail, field);
    }
}
