// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What in a newer schema breaks a reader or a writer: a reader of the older version meets new
 * events, and a reader of the newer version meets old ones. So a version grows by optional fields
 * only.
 */
final class SchemaChange {
    private final List<String> breaking = new ArrayList<>();

    private SchemaChange() {}

    static List<String> breaking(JsonNode older, JsonNode newer) {
        SchemaChange change = new SchemaChange();
        change.compare("$", older, newer);
        for (var definition : older.path("$defs").properties()) {
            change.compare(
                    definition.getKey(),
                    definition.getValue(),
                    newer.path("$defs").path(definition.getKey()));
        }
        return change.breaking;
    }

    private void compare(String path, JsonNode older, JsonNode newer) {
        for (String keyword : List.of("type", "format", "enum", "pattern", "$ref")) {
            if (!older.path(keyword).equals(newer.path(keyword))) {
                breaking.add(path + ": " + keyword + " changed");
            }
        }
        if (!names(newer.path("examples")).containsAll(names(older.path("examples")))) {
            breaking.add(path + ": a constant is gone");
        }
        if (!names(older.path("required")).equals(names(newer.path("required")))) {
            breaking.add(path + ": required fields changed");
        }
        for (var property : older.path("properties").properties()) {
            JsonNode now = newer.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                breaking.add(path + "." + property.getKey() + ": removed");
            } else {
                compare(path + "." + property.getKey(), property.getValue(), now);
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (older.has(inner)) {
                compare(path + "." + inner, older.path(inner), newer.path(inner));
            }
        }
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new HashSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
