// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry.oci;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a {@code WWW-Authenticate: Bearer} header (RFC 6750). */
final class BearerChallenge {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private BearerChallenge() {}

    static Optional<Map<String, String>> read(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2));
        }
        return Optional.of(parameters).filter(found -> found.containsKey("realm"));
    }
}
