// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.request;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives each JSON answer that shows a state its tag; 304 where the caller has it already. */
@Singleton
final class EntityTagFilter {
    private static final Set<String> SHOWING =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PATCH);

    private final EntityTags tags;

    EntityTagFilter(EntityTags tags) {
        this.tags = tags;
    }

    @ServerResponseFilter
    void tag(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (response.getStatus() != 200
                || !SHOWING.contains(request.getMethod())
                || entity == null
                || entity instanceof String
                || entity instanceof Flow.Publisher<?>) {
            return;
        }
        String tag = tags.of(entity);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null
                && !request.getMethod().equals(HttpMethod.PATCH)
                && EntityTags.names(known.replace("W/", ""), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }
}
