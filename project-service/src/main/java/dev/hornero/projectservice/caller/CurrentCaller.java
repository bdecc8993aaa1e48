// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.caller;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SecurityIdentity identity;
    private final HttpHeaders headers;

    CurrentCaller(SecurityIdentity identity, HttpHeaders headers) {
        this.identity = identity;
        this.headers = headers;
    }

    /** Known by the API key; the trace context where a well-formed one came with the request. */
    public Caller get() {
        return new Caller(
                identity.getPrincipal().getName(),
                Optional.ofNullable(headers.getHeaderString("traceparent"))
                        .filter(text -> TRACEPARENT.matcher(text).matches()));
    }
}
