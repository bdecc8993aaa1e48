// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@code WWW-Authenticate: Bearer} header (RFC 6750), as registries use it.
 *
 * @param realm where to get the token
 * @param parameters what is to be asked there, such as {@code service} and {@code scope}
 */
record BearerChallenge(String realm, Map<String, String> parameters) {
    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    BearerChallenge {
        parameters = Map.copyOf(parameters);
    }

    static Optional<BearerChallenge> read(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            parameters.put(
                    parameter.group(1),
                    Optional.ofNullable(parameter.group(2)).orElseGet(() -> parameter.group(3)));
        }
        return Optional.ofNullable(parameters.remove("realm"))
                .map(realm -> new BearerChallenge(realm, parameters));
    }

    /** Where to ask for the token; empty if the realm is no absolute address of the web. */
    Optional<URI> tokenUri() {
        String query =
                parameters.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                        .collect(Collectors.joining("&"));
        try {
            URI uri = new URI(realm + (realm.contains("?") ? "&" : "?") + query);
            return Optional.of(uri)
                    .filter(u -> "https".equals(u.getScheme()) || "http".equals(u.getScheme()))
                    .filter(u -> u.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
