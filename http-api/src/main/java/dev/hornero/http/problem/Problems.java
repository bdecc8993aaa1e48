// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** What a failure is to the caller. What is no fault of the caller's is told without its text. */
final class Problems {
    private Problems() {}

    static ProblemDocument of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(one -> known(one).stream())
                .findFirst()
                .orElseGet(() ->
                        Outage.causes(failure)
                                ? ProblemDocument.of(
                                        Problem.UNAVAILABLE,
                                        "Something that is needed is away. Try again in a moment.")
                                : ofStatus(status(failure)));
    }

    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException web ? web.getResponse().getStatus() : 500;
    }

    private static Optional<ProblemDocument> known(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> Optional.of(problem.document());
            case ConstraintViolationException violations -> Optional.of(ofViolations(violations));
            case AuthenticationFailedException _ -> Optional.of(ofStatus(401));
            case UnauthorizedException _ -> Optional.of(ofStatus(401));
            case ForbiddenException _ -> Optional.of(ofStatus(403));
            case JsonMappingException mapping when !isUnreadable(mapping) -> ofMapping(mapping);
            case JsonProcessingException json -> Optional.of(ofUnreadable(json));
            default -> Optional.empty();
        };
    }

    private static boolean isUnreadable(JsonMappingException mapping) {
        return mapping.getCause() instanceof JsonParseException
                || mapping.getCause() instanceof JsonEOFException;
    }

    /** A constructor's own ProblemException says more, and stands deeper in the causes. */
    private static Optional<ProblemDocument> ofMapping(JsonMappingException mapping) {
        if (mapping.getCause() instanceof ProblemException) {
            return Optional.empty();
        }
        String field =
                mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getFieldName())
                        .collect(Collectors.joining("."));
        String detail =
                mapping instanceof UnrecognizedPropertyException unknown
                        ? "There is no such field. Known are: "
                                + String.join(", ", knownFields(unknown))
                                + "."
                        : "The value has another shape than the field. See the API's description.";
        return Optional.of(
                ProblemDocument.of(
                        Problem.INVALID_FIELD,
                        detail,
                        Optional.of(field).filter(path -> !path.isEmpty())));
    }

    private static List<String> knownFields(UnrecognizedPropertyException unknown) {
        return Optional.ofNullable(unknown.getKnownPropertyIds()).orElse(List.of()).stream()
                .map(String::valueOf)
                .sorted()
                .toList();
    }

    private static ProblemDocument ofUnreadable(JsonProcessingException json) {
        String where =
                json.getLocation() == null
                        ? ""
                        : " It breaks at line %d, column %d."
                                .formatted(
                                        json.getLocation().getLineNr(),
                                        json.getLocation().getColumnNr());
        return ProblemDocument.of(Problem.UNREADABLE_JSON, "Send one JSON object." + where);
    }

    private static ProblemDocument ofViolations(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
                .map(violation ->
                        ProblemDocument.of(
                                Problem.INVALID_FIELD,
                                violation.getMessage(),
                                Optional.of(field(violation))))
                .orElseGet(() -> ofStatus(422));
    }

    /** The path without the method and the name of its parameter that is the body. */
    private static String field(ConstraintViolation<?> violation) {
        List<Path.Node> nodes =
                StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
        String path =
                nodes.stream().skip(2).map(Path.Node::toString).collect(Collectors.joining("."));
        return path.isEmpty() ? nodes.getLast().toString() : path;
    }

    /** What the caller is not told stands in the log; an outage is told by readiness already. */
    static void log(Logger log, ProblemDocument document, Throwable failure) {
        if (document.status() == Problem.UNAVAILABLE.status()) {
            log.warnf("Request failed in an outage reason=%s", failure);
        } else if (document.status() >= 500) {
            log.error("Request failed", failure);
        }
    }

    static ProblemDocument ofStatus(int status) {
        return switch (status) {
            case 400 ->
                    ProblemDocument.of(
                            Problem.BAD_REQUEST, "Check the address, parameters and headers.");
            case 401 ->
                    ProblemDocument.of(
                            Problem.UNAUTHENTICATED,
                            "Send a valid API key as \"Authorization: Bearer <key>\".");
            case 403 ->
                    ProblemDocument.of(
                            Problem.FORBIDDEN, "Use an API key with a role that includes this.");
            case 404 -> ProblemDocument.of(Problem.NOT_FOUND, "There is nothing at this address.");
            case 405 ->
                    ProblemDocument.of(
                            Problem.METHOD_NOT_ALLOWED, "The address knows other methods.");
            case 406 ->
                    ProblemDocument.of(
                            Problem.NOT_ACCEPTABLE, "Accept application/json, or leave it open.");
            case 413 -> ProblemDocument.of(Problem.TOO_LARGE, "Send less in one request.");
            case 415 ->
                    ProblemDocument.of(
                            Problem.UNSUPPORTED_MEDIA_TYPE,
                            "Send the body with Content-Type: application/json.");
            default ->
                    ProblemDocument.of(
                            Problem.INTERNAL, "It was logged here. Try again, or ask an operator.");
        };
    }
}
