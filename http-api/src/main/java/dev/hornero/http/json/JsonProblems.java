// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Jackson says of a body that a caller sent, without repeating any of it. */
final class JsonProblems {
    private JsonProblems() {}

    /** For a text that is no JSON. */
    static ProblemException unreadable(IOException failure) {
        String where =
                failure instanceof JsonProcessingException json && json.getLocation() != null
                        ? " It breaks at line %d, column %d."
                                .formatted(
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr())
                        : "";
        return ProblemException.of(Problem.UNREADABLE_JSON, "Send one JSON object." + where);
    }

    /** For JSON that does not fit; what a record itself says of a field comes first. */
    static ProblemException unfit(JsonProcessingException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(ProblemException.class::isInstance)
                .map(ProblemException.class::cast)
                .findFirst()
                .orElseGet(() ->
                        failure instanceof JsonMappingException mapping
                                ? ofMapping(mapping)
                                : unreadable(failure));
    }

    private static ProblemException ofMapping(JsonMappingException mapping) {
        String field = field(mapping.getPath());
        String detail =
                mapping instanceof UnrecognizedPropertyException unknown
                        ? "There is no such field. Known are: "
                                + String.join(", ", knownFields(unknown))
                                + "."
                        : "The value has another shape than the field. See the API's description.";
        return field.isEmpty()
                ? ProblemException.of(Problem.INVALID_FIELD, detail)
                : ProblemException.invalid(field, detail);
    }

    private static String field(List<JsonMappingException.Reference> path) {
        String steps =
                path.stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : "." + step.getFieldName())
                        .collect(Collectors.joining());
        return steps.startsWith(".") ? steps.substring(1) : steps;
    }

    private static List<String> knownFields(UnrecognizedPropertyException unknown) {
        return Optional.ofNullable(unknown.getKnownPropertyIds()).orElse(List.of()).stream()
                .map(String::valueOf)
                .sorted()
                .toList();
    }
}
