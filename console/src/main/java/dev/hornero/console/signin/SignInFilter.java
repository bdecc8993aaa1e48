// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.signin;

import dev.hornero.console.visitor.LivePart;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import dev.hornero.console.visitor.Visitor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Leads visitors who have not signed in to the sign-in page. */
class SignInFilter {
    private final Visitor visitor;
    private final Sessions sessions;

    SignInFilter(Visitor visitor, Sessions sessions) {
        this.visitor = visitor;
        this.sessions = sessions;
    }

    @ServerRequestFilter
    public Optional<Response> filter(HttpServerRequest request) {
        boolean live = request.headers().contains(LivePart.HEADER);
        Optional.ofNullable(request.getCookie(SessionCookie.name(request.isSSL())))
                .map(Cookie::getValue)
                .ifPresent(id -> {
                    visitor.shows(id);
                    (live ? sessions.key(id) : sessions.use(id)).ifPresent(visitor::use);
                });
        String path = Optional.ofNullable(request.path()).orElse("/");
        if (visitor.key().isPresent() || path.equals("/sign-in") || path.equals("/sign-out")) {
            return Optional.empty();
        }
        if (live) {
            return Optional.of(LivePart.leadTo("/sign-in"));
        }
        URI signIn =
                UriBuilder.fromPath("/sign-in")
                        .queryParam("next", "{path}")
                        .build(LocalPath.of(request.uri()).toString());
        return Optional.of(Response.seeOther(signIn).build());
    }
}
