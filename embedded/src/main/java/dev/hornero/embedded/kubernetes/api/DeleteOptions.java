// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** How a deletion is wished, from the request's body or, where that says nothing, its query. */
public record DeleteOptions(
        Optional<Propagation> propagation,
        Optional<Long> gracePeriodSeconds,
        Optional<String> uid,
        Optional<String> resourceVersion) {

    public static final DeleteOptions NONE =
            new DeleteOptions(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What becomes of the objects that the deleted one owns. */
    public enum Propagation {
        /** They stay, without this owner. */
        ORPHAN,
        /** They go after it. */
        BACKGROUND,
        /** They go before it. */
        FOREGROUND;

        static Propagation of(String value) {
            return switch (value) {
                case "Orphan" -> ORPHAN;
                case "Background" -> BACKGROUND;
                case "Foreground" -> FOREGROUND;
                default ->
                        throw ApiException.badRequest(
                                "propagationPolicy \"%s\" is not one of Orphan, Background, Foreground"
                                        .formatted(value));
            };
        }
    }

    public static DeleteOptions of(JsonNode body, Map<String, String> query) {
        Optional<Propagation> propagation =
                text(body, query, "propagationPolicy").map(Propagation::of);
        JsonNode preconditions = body.path("preconditions");
        return new DeleteOptions(
                propagation,
                text(body, query, "gracePeriodSeconds").map(DeleteOptions::seconds),
                Optional.ofNullable(preconditions.path("uid").textValue()),
                Optional.ofNullable(preconditions.path("resourceVersion").textValue()));
    }

    public static DeleteOptions background() {
        return new DeleteOptions(
                Optional.of(Propagation.BACKGROUND),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public DeleteOptions onlyUid(String wanted) {
        return new DeleteOptions(
                propagation, gracePeriodSeconds, Optional.of(wanted), resourceVersion);
    }

    public DeleteOptions within(long seconds) {
        return new DeleteOptions(propagation, Optional.of(seconds), uid, resourceVersion);
    }

    private static Optional<String> text(JsonNode body, Map<String, String> query, String name) {
        return body.hasNonNull(name)
                ? Optional.of(body.get(name).asText())
                : Optional.ofNullable(query.get(name));
    }

    private static long seconds(String value) {
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("gracePeriodSeconds is not a number: " + value);
        }
    }
}
