// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.hornero.embedded.kubernetes.api.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets only those in who know the token, and no page of a browser: that the server listens on the
 * loopback interface keeps other machines out, but not the pages that are open on this one.
 */
final class RequestGuard {

    private static final Pattern JSON =
            Pattern.compile("application/(?:[a-z0-9.+-]+\\+)?json\\s*(?:;.*)?");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

    private final Set<String> hosts;
    private final Set<String> origins;
    private final byte[] authorization;

    /**
     * Guards a server.
     *
     * @param port where it listens
     * @param token what its clients show
     */
    RequestGuard(int port, String token) {
        hosts =
                Stream.of("127.0.0.1", "localhost", "[::1]")
                        .map(name -> name + ":" + port)
                        .collect(Collectors.toUnmodifiableSet());
        origins =
                hosts.stream()
                        .map(host -> "http://" + host)
                        .collect(Collectors.toUnmodifiableSet());
        authorization = bytes("Bearer " + token);
    }

    /**
     * What every request has to fulfil, also those that need no token.
     *
     * @throws ApiException 403 when it may come from a page, 415 when a form can send it
     */
    void requireNoPage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.getFirst().toLowerCase(Locale.ROOT))) {
            // A name that a page made lead here has passed the browser's check of origins.
            throw ApiException.forbidden("this server has no such name: use " + hosts);
        }
        boolean ownOrigin =
                headers.getOrDefault("Origin", List.of()).stream().allMatch(origins::contains);
        boolean ownSite =
                headers.getOrDefault("Sec-Fetch-Site", List.of()).stream()
                        .allMatch(OWN_SITE::contains);
        if (!ownOrigin || !ownSite) {
            throw ApiException.forbidden("pages of other origins are not served");
        }
        String type = Objects.requireNonNullElse(headers.getFirst("Content-Type"), "");
        boolean needsType = WITH_BODY.contains(exchange.getRequestMethod()) || !type.isEmpty();
        if (needsType && !JSON.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            throw ApiException.unsupportedMediaType(
                    "the Content-Type of a request is application/json, or a patch's own");
        }
    }

    /**
     * The rest.
     *
     * @throws ApiException 401 without the token
     */
    void requireToken(HttpExchange exchange) {
        List<String> shown = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        boolean known =
                shown.size() == 1 && MessageDigest.isEqual(authorization, bytes(shown.getFirst()));
        if (!known) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"hornero\"");
            throw ApiException.unauthorized();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
