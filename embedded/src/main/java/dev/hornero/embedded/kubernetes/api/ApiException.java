// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A refusal, worded and coded as a Kubernetes API server would: it becomes a {@code Status}. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;
    private final transient Optional<ObjectKey> about;

    private ApiException(int code, String reason, String message, Optional<ObjectKey> about) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.about = about;
    }

    static ApiException notFound(ObjectKey key) {
        return new ApiException(404, "NotFound", named(key) + " not found", Optional.of(key));
    }

    public static ApiException noSuchPath() {
        return new ApiException(
                404,
                "NotFound",
                "the server could not find the requested resource",
                Optional.empty());
    }

    static ApiException alreadyExists(ObjectKey key) {
        return new ApiException(
                409, "AlreadyExists", named(key) + " already exists", Optional.of(key));
    }

    static ApiException conflict(ObjectKey key, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + named(key) + ": " + why,
                Optional.of(key));
    }

    static ApiException stale(ObjectKey key) {
        return conflict(
                key,
                "the object has been modified; please apply your changes to the latest version and"
                        + " try again");
    }

    static ApiException invalid(ObjectKey key, List<String> problems) {
        String kind = key.type().kind();
        String group = key.type().group();
        return new ApiException(
                422,
                "Invalid",
                (group.isEmpty() ? kind : kind + "." + group)
                        + " \"%s\" is invalid: ".formatted(key.name())
                        + (problems.size() == 1 ? problems.getFirst() : problems.toString()),
                Optional.of(key));
    }

    static ApiException forbidden(ObjectKey key, String why) {
        return new ApiException(
                403, "Forbidden", named(key) + " is forbidden: " + why, Optional.of(key));
    }

    /** To who it is that asks, and not to what for. */
    public static ApiException forbidden(String why) {
        return new ApiException(403, "Forbidden", why, Optional.empty());
    }

    public static ApiException unauthorized() {
        return new ApiException(
                401,
                "Unauthorized",
                "Unauthorized: show the token of the cluster's kubeconfig",
                Optional.empty());
    }

    public static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, Optional.empty());
    }

    /** A patch that is well formed and does not fit the object as it is. */
    static ApiException unprocessable(String message) {
        return new ApiException(422, "Invalid", message, Optional.empty());
    }

    public static ApiException methodNotAllowed() {
        return new ApiException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Optional.empty());
    }

    public static ApiException unsupportedMediaType(String message) {
        return new ApiException(415, "UnsupportedMediaType", message, Optional.empty());
    }

    /** The history no longer reaches back to where a watch wants to begin: list again. */
    static ApiException expired(String asked, long oldest) {
        return new ApiException(
                410,
                "Expired",
                "too old resource version: %s (%d)".formatted(asked, oldest),
                Optional.empty());
    }

    public static ApiException internal(String message) {
        return new ApiException(500, "InternalError", message, Optional.empty());
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** As the body of an HTTP answer or of a watch's ERROR event. */
    public ObjectNode toStatus() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
        about.ifPresent(key -> {
            ObjectNode details = status.putObject("details");
            details.put("name", key.name()).put("kind", key.type().plural());
            if (!key.type().group().isEmpty()) {
                details.put("group", key.type().group());
            }
        });
        return status;
    }

    private static String named(ObjectKey key) {
        return "%s \"%s\"".formatted(key.type().qualifiedPlural(), key.name());
    }
}
