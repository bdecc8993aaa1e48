// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front.vertx;

import dev.hornero.console.front.FrontConfig;
import dev.hornero.console.front.Knock;
import dev.hornero.console.front.Refusal;
import dev.hornero.console.page.ProblemPage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Refuses what is not for this address or was sent by another site, and answers what fails before a
 * page is asked. Nothing but the pages' own scripts, styles and pictures may be kept by a browser
 * or a proxy.
 */
@ApplicationScoped
class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final int FIRST = 1_000;

    private final FrontConfig config;

    Door(FrontConfig config) {
        this.config = config;
    }

    void watch(@Observes Filters filters) {
        filters.register(this::open, FIRST);
    }

    void answerFailures(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::reportFailure);
        // An address that is not encoded fits no route, and so meets no handler of one
        router.errorHandler(400, context -> refuse(context, 400));
    }

    private void open(RoutingContext context) {
        Knock knock = knock(context.request());
        if (!knock.isForLooks()) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        knock.refusal(config.hosts())
                .ifPresentOrElse(refusal -> refuse(context, knock, refusal), context::next);
    }

    private static Knock knock(HttpServerRequest request) {
        return new Knock(
                request.method().name(),
                request.uri(),
                header(request, "Host")
                        .or(() -> Optional.ofNullable(request.authority()).map(Object::toString)),
                header(request, "Origin"),
                header(request, "Sec-Fetch-Site"));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private void reportFailure(RoutingContext context) {
        int status = status(context);
        if (status >= 500 || status < 400) {
            LOG.error("Request failed", context.failure());
        }
        refuse(context, status < 400 ? 500 : status);
    }

    private static void refuse(RoutingContext context, int status) {
        ProblemPage page = ProblemPage.of(status);
        refuse(
                context,
                knock(context.request()),
                new Refusal(status, page.title(), page.sentence()));
    }

    private static int status(RoutingContext context) {
        return switch (context.failure()) {
            case HttpException known -> known.getStatusCode();
            // A header that cannot be read: that is before any page's own answer to failures
            case WebApplicationException known -> known.getResponse().getStatus();
            case null, default -> context.statusCode();
        };
    }

    private static void refuse(RoutingContext context, Knock knock, Refusal refusal) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(refusal.status());
        if (knock.isForService()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .end(problem(refusal))
                    .onFailure(gone -> LOG.debugf(gone, "The caller went away"));
            return;
        }
        new ProblemPage(refusal.title(), refusal.sentence())
                .renderAsync()
                .whenComplete((html, failure) -> {
                    if (failure != null) {
                        LOG.error("The page of a problem cannot be shown", failure);
                    }
                    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                            .end(failure == null ? html : refusal.sentence())
                            .onFailure(gone -> LOG.debugf(gone, "The caller went away"));
                });
    }

    private static String problem(Refusal refusal) {
        return new JsonObject()
                .put("type", "https://hornero.dev/problems/" + code(refusal.status()))
                .put("title", refusal.title())
                .put("status", refusal.status())
                .put("detail", refusal.sentence())
                .encode();
    }

    private static String code(int status) {
        return switch (status) {
            case 413 -> "too-large";
            case 421 -> "misdirected";
            default -> status < 500 ? "bad-request" : "internal";
        };
    }
}
