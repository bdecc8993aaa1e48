// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a failure is to the caller. What is no fault of the caller's is reported without its text.
 */
final class Problems {
    private Problems() {}

    static ProblemDocument of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(one -> known(one).stream())
                .findFirst()
                .orElseGet(
                        () -> Outage.causes(failure) ? ofStatus(503) : ofStatus(status(failure)));
    }

    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException web ? web.getResponse().getStatus() : 500;
    }

    private static Optional<ProblemDocument> known(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> Optional.of(problem.document());
            case ConstraintViolationException violations when areOfParameters(violations) ->
                    Optional.of(ofViolations(violations));
            case AuthenticationFailedException _ -> Optional.of(ofStatus(401));
            case UnauthorizedException _ -> Optional.of(ofStatus(401));
            case ForbiddenException _ -> Optional.of(ofStatus(403));
            default -> Optional.empty();
        };
    }

    /** What a method of ours answers with is no fault of the caller's. */
    private static boolean areOfParameters(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .flatMap(violation ->
                        StreamSupport.stream(violation.getPropertyPath().spliterator(), false))
                .noneMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
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
            case 414 -> ProblemDocument.of(Problem.ADDRESS_TOO_LONG, "Use a shorter address.");
            case 429 ->
                    ProblemDocument.of(
                            Problem.TOO_MANY_REQUESTS, "Ask for less at once, or try again.");
            case 431 -> ProblemDocument.of(Problem.HEADERS_TOO_LARGE, "Send fewer headers.");
            case 503 ->
                    ProblemDocument.of(
                            Problem.UNAVAILABLE,
                            "Something that is needed is away. Try again in a moment.");
            default ->
                    status >= 400 && status < 500
                            ? ofStatus(400)
                            : ProblemDocument.of(
                                    Problem.INTERNAL,
                                    "It was logged here. Try again, or ask an operator.");
        };
    }
}
