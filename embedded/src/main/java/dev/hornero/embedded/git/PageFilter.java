// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.git;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Refuses what a page in a browser of this machine asks for. Such a page names its origin, or it
 * came here by a name that its own server made lead here, which no address can be.
 */
final class PageFilter extends Filter {

    private static final Pattern ADDRESS =
            Pattern.compile("(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+\\])(?::[0-9]+)?");

    private final Set<String> names;

    PageFilter(Set<String> names) {
        this.names =
                names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        var headers = exchange.getRequestHeaders();
        String host =
                Objects.requireNonNullElse(headers.getFirst("Host"), "").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":[0-9]+$", "");
        boolean known =
                ADDRESS.matcher(host).matches() || name.equals("localhost") || names.contains(name);
        boolean page =
                headers.containsKey("Origin")
                        || !List.of("none", "same-origin")
                                .containsAll(headers.getOrDefault("Sec-Fetch-Site", List.of()));
        if (known && !page) {
            chain.doFilter(exchange);
            return;
        }
        try (exchange) {
            exchange.sendResponseHeaders(403, -1);
        }
    }

    @Override
    public String description() {
        return "refuses pages";
    }
}
