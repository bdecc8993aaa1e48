// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import java.net.URI;

/** Every kind of problem that the REST APIs report; the list is closed and the codes are stable. */
public enum Problem {
    UNREADABLE_JSON("unreadable-json", "The body is not readable JSON", 400),
    BAD_REQUEST("bad-request", "The request cannot be read", 400),
    UNAUTHENTICATED("unauthenticated", "No valid API key", 401),
    FORBIDDEN("forbidden", "The API key's role does not allow this", 403),
    NOT_FOUND("not-found", "Not found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not allowed here", 405),
    NOT_ACCEPTABLE("not-acceptable", "No such representation", 406),
    TOO_SLOW("too-slow", "The request took too long to arrive", 408),
    CONFLICT("conflict", "It contradicts what is there", 409),
    BUILD_HAS_ENDED("build-has-ended", "The build has ended", 409),
    PRECONDITION_FAILED("precondition-failed", "It has changed since it was read", 412),
    TOO_LARGE("too-large", "The request is too large", 413),
    ADDRESS_TOO_LONG("address-too-long", "The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body has an unknown type", 415),
    INVALID_FIELD("invalid-field", "A field is not valid", 422),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The Idempotency-Key is taken", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too much at once", 429),
    HEADERS_TOO_LARGE("headers-too-large", "The headers are too large", 431),
    INTERNAL("internal", "Something went wrong here", 500),
    UNAVAILABLE("unavailable", "Not available at the moment", 503);

    private static final String BASE = "https://hornero.dev/problems/";

    private final String code;
    private final String title;
    private final int status;

    Problem(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    /** Identifies the kind of problem; never changes. */
    public URI type() {
        return URI.create(BASE + code);
    }

    /** For people, the same for every problem of this kind. */
    public String title() {
        return title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
