// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.visitor;

import jakarta.ws.rs.core.Response;

/** A live part of a page, that htmx fetches again: it must not swallow another page. */
public final class LivePart {
    /** Marks a request of one. */
    public static final String HEADER = "HX-Request";

    private LivePart() {}

    /** Makes the whole page go elsewhere. */
    public static Response leadTo(String path) {
        return Response.status(Response.Status.UNAUTHORIZED).header("HX-Redirect", path).build();
    }
}
