// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query's {@code labelSelector}: labels that an object has to have, with these values. */
public record LabelSelector(Map<String, String> wanted) {

    private static final Pattern EQUALITY =
            Pattern.compile("\\s*(?<key>[^!=,()\\s]+)\\s*==?\\s*(?<value>[^!=,()\\s]*)\\s*");

    public LabelSelector {
        wanted = Map.copyOf(wanted);
    }

    /**
     * The selector that this query parameter spells; "" selects everything.
     *
     * @throws ApiException 400 for anything but equalities
     */
    public static LabelSelector parse(String text) {
        var wanted = new HashMap<String, String>();
        for (String term : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher equality = EQUALITY.matcher(term);
            if (!equality.matches()) {
                throw ApiException.badRequest(
                        "unable to parse requirement of labelSelector: \"%s\"".formatted(term));
            }
            wanted.put(equality.group("key"), equality.group("value"));
        }
        return new LabelSelector(wanted);
    }

    public boolean matches(JsonNode object) {
        return Metadata.labels(object).entrySet().containsAll(wanted.entrySet());
    }
}
