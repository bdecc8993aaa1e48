// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A query's {@code fieldSelector}: a field's name, its steps divided by dots, to the value that it
 * has to have.
 */
public record FieldSelector(Map<String, String> wanted) {

    private static final String NAME = "metadata.name";
    private static final Set<String> OF_EVENTS =
            Set.of(NAME, "involvedObject.name", "involvedObject.uid", "reason", "type");

    public FieldSelector {
        wanted = Map.copyOf(wanted);
    }

    /**
     * The selector that this query parameter spells; "" selects everything.
     *
     * @throws ApiException 400 for anything but equalities, and for a field that this type cannot
     *     be selected by here
     */
    public static FieldSelector parse(ResourceType type, String text) {
        Set<String> known = type == ResourceType.EVENT ? OF_EVENTS : Set.of(NAME);
        var wanted = new HashMap<String, String>();
        for (String term : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = term.split("==?", 2);
            if (sides.length != 2) {
                throw ApiException.badRequest(
                        "invalid field selector: \"%s\"; can't understand it".formatted(term));
            }
            if (!known.contains(sides[0])) {
                throw ApiException.badRequest(
                        "field label not supported: %s for %s".formatted(sides[0], type.plural()));
            }
            wanted.put(sides[0], sides[1]);
        }
        return new FieldSelector(wanted);
    }

    public boolean matches(JsonNode object) {
        return wanted.entrySet().stream()
                .allMatch(field ->
                        object.at("/" + field.getKey().replace('.', '/'))
                                .asText("")
                                .equals(field.getValue()));
    }
}
