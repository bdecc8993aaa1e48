// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import dev.hornero.console.visitor.LivePart;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Visitor;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Leads who has not signed in to the sign-in page, and refuses what other sites send. */
class SignInFilter {
    private final Visitor visitor;

    SignInFilter(Visitor visitor) {
        this.visitor = visitor;
    }

    @ServerRequestFilter
    public Optional<Response> filter(ContainerRequestContext request) {
        boolean changes = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        if (changes && fromAnotherSite(request)) {
            return Optional.of(
                    Response.status(Response.Status.FORBIDDEN)
                            .type("text/plain")
                            .entity("This form was sent by another site.")
                            .build());
        }
        Optional.ofNullable(request.getCookies().get(SessionCookie.NAME))
                .map(Cookie::getValue)
                .flatMap(SessionCookie::key)
                .ifPresent(visitor::use);
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (visitor.key().isPresent() || path.startsWith("/sign-in")) {
            return Optional.empty();
        }
        if (request.getHeaderString(LivePart.HEADER) != null) {
            return Optional.of(LivePart.leadTo("/sign-in"));
        }
        URI signIn = UriBuilder.fromPath("/sign-in").queryParam("next", "{path}").build(path);
        return Optional.of(Response.seeOther(signIn).build());
    }

    // Browsers of today say where a request comes from; the cookie is SameSite for the others
    private static boolean fromAnotherSite(ContainerRequestContext request) {
        String site = Optional.ofNullable(request.getHeaderString("Sec-Fetch-Site")).orElse("");
        if (!site.isEmpty()) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = Optional.ofNullable(request.getHeaderString("Origin")).orElse("");
        String host = Optional.ofNullable(request.getHeaderString("Host")).orElse("");
        return !origin.isEmpty() && !origin.replaceFirst("^https?://", "").equals(host);
    }
}
