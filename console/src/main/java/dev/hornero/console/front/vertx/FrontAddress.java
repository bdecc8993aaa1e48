// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front.vertx;

import static java.util.Objects.requireNonNull;

import dev.hornero.console.front.FrontConfig;
import dev.hornero.console.visitor.SessionCookie;
import dev.hornero.console.visitor.Sessions;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes this address serve both REST interfaces. Bodies pass as they come, so logs and events are
 * seen at once. Callers bring their own API key; only reads of status-service also go with the key
 * of a page's session, for the pages' live parts, and end with it.
 */
@ApplicationScoped
class FrontAddress {
    /** Each page that is open holds a stream or two. */
    private static final int CONNECTIONS = 1000;

    private static final int CONNECT_MILLIS = 5000;

    private static final int OVERDUE_MILLIS = 1000;

    /** About a connection, and what only this address may say of its callers. */
    private static final List<String> NOT_PASSED_ON =
            List.of(
                    "Connection",
                    "Keep-Alive",
                    "Proxy-Connection",
                    "Proxy-Authorization",
                    "TE",
                    "Trailer",
                    "Upgrade",
                    "HTTP2-Settings",
                    // Nothing of the pages' session belongs to the services
                    "Cookie",
                    "Forwarded",
                    "X-Real-IP");

    private final Vertx vertx;
    private final FrontConfig config;
    private final Sessions sessions;
    private long timer;

    FrontAddress(Vertx vertx, FrontConfig config, Sessions sessions) {
        this.vertx = vertx;
        this.config = config;
        this.sessions = sessions;
    }

    void serve(@Observes Router router) {
        HttpProxy projects = proxyTo("project-service", config.projectServiceUrl(), false);
        HttpProxy status = proxyTo("status-service", config.statusServiceUrl(), true);
        router.route("/api/v1/*").handler(context -> projects.handle(context.request()));
        router.route("/status/v1/*")
                .handler(context -> {
                    endWithSession(context);
                    status.handle(context.request());
                });
        timer = vertx.setPeriodic(OVERDUE_MILLIS, _ -> sessions.endOverdue());
    }

    /** Vert.x outlives the application in live reload. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void endWithSession(RoutingContext context) {
        session(context.request())
                .filter(id -> sessions.key(id).isPresent())
                .ifPresent(id -> {
                    Runnable ended = sessions.endWith(id, () -> context.response().reset());
                    context.addEndHandler(_ -> ended.run());
                });
    }

    private HttpProxy proxyTo(String service, URI url, boolean withSession) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        HttpClient client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setSsl(tls)
                                .setMaxPoolSize(CONNECTIONS)
                                .setConnectTimeout(CONNECT_MILLIS));
        SocketAddress address =
                SocketAddress.inetSocketAddress(port, requireNonNull(url.getHost(), "host"));
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(address)
                .addInterceptor(
                        new ProxyInterceptor() {
                            @Override
                            public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                                HttpServerRequest request = context.request().proxiedRequest();
                                clean(context.request().headers(), request);
                                if (withSession) {
                                    session(request)
                                            .flatMap(sessions::key)
                                            .ifPresent(key -> show(key, context));
                                }
                                return context.sendRequest()
                                        .recover(failure ->
                                                Future.succeededFuture(
                                                        unreachable(context, service)));
                            }
                        });
    }

    private static void clean(MultiMap headers, HttpServerRequest request) {
        headers.getAll(HttpHeaders.CONNECTION).stream()
                .flatMap(named -> Stream.of(named.split(",")))
                .map(String::strip)
                .toList()
                .forEach(headers::remove);
        NOT_PASSED_ON.forEach(headers::remove);
        Set.copyOf(headers.names()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded-"))
                .forEach(headers::remove);
        headers.set("X-Forwarded-Proto", request.isSSL() ? "https" : "http");
        Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .ifPresent(from -> headers.set("X-Forwarded-For", from));
    }

    private static void show(String key, ProxyContext context) {
        context.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + key);
    }

    /** The session that a read goes with, unless it brings a key or another site asks for it. */
    private static Optional<String> session(HttpServerRequest request) {
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        String site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
        boolean ours =
                site.equals("same-origin")
                        || site.equals("none")
                        // A link that leads to a log
                        || "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
        return read && ours && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                ? Optional.ofNullable(request.getCookie(SessionCookie.name(request.isSSL())))
                        .map(Cookie::getValue)
                : Optional.empty();
    }

    private static ProxyResponse unreachable(ProxyContext context, String service) {
        String problem =
                """
                {"type":"https://hornero.dev/problems/unavailable",\
                "title":"Not available at the moment","status":502,\
                "detail":"%s does not answer: try again in a moment."}\
                """
                        .formatted(service);
        ProxyResponse response = context.request().release().response();
        response.setStatusCode(502);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        return response.setBody(Body.body(Buffer.buffer(problem)));
    }
}
