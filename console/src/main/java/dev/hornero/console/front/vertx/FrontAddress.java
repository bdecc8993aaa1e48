// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.front.vertx;

import static java.util.Objects.requireNonNull;

import dev.hornero.console.front.FrontConfig;
import dev.hornero.console.visitor.SessionCookie;
import io.vertx.core.Future;
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
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Optional;

/**
 * Makes this address serve both REST interfaces. Bodies pass as they come, so logs and events are
 * seen at once. Callers bring their own API key; only reads of status-service also go with the key
 * of the session cookie, for the pages' live parts.
 */
@ApplicationScoped
class FrontAddress {
    /** Each page that is open holds a stream or two. */
    private static final int CONNECTIONS = 1000;

    private static final int CONNECT_MILLIS = 5000;

    private final Vertx vertx;
    private final FrontConfig config;

    FrontAddress(Vertx vertx, FrontConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void serve(@Observes Router router) {
        HttpProxy projects = proxyTo("project-service", config.projectServiceUrl(), false);
        HttpProxy status = proxyTo("status-service", config.statusServiceUrl(), true);
        router.route("/api/v1/*").handler(context -> projects.handle(context.request()));
        router.route("/status/v1/*").handler(context -> status.handle(context.request()));
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
        return HttpProxy.reverseProxy(client)
                .origin(address)
                .addInterceptor(
                        new ProxyInterceptor() {
                            @Override
                            public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                                if (withSession) {
                                    addSessionKey(context);
                                }
                                // Nothing of the pages' session belongs to the services
                                context.request().headers().remove(HttpHeaders.COOKIE);
                                return context.sendRequest()
                                        .recover(failure ->
                                                Future.succeededFuture(
                                                        unreachable(context, service)));
                            }
                        });
    }

    private static void addSessionKey(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (read && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            Optional.ofNullable(request.getCookie(SessionCookie.NAME))
                    .map(Cookie::getValue)
                    .flatMap(SessionCookie::key)
                    .ifPresent(key ->
                            context.request()
                                    .headers()
                                    .set(HttpHeaders.AUTHORIZATION, "Bearer " + key));
        }
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
