// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;

/** Writes {@code status.conditions} of pods. */
public final class PodConditions {

    private PodConditions() {}

    /**
     * Sets one condition; when it last changed is kept while its status stays the same.
     *
     * @param reason and {@code message}: "" for none
     */
    public static void set(
            ObjectNode status,
            String type,
            boolean value,
            String reason,
            String message,
            Clock clock) {
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode present
                        ? present
                        : status.putArray("conditions");
        ObjectNode condition = find(conditions, type);
        String text = value ? "True" : "False";
        if (!condition.path("status").asText().equals(text)) {
            condition.put("lastTransitionTime", Metadata.timestamp(clock.instant()));
        }
        condition.put("status", text);
        putOrRemove(condition, "reason", reason);
        putOrRemove(condition, "message", message);
    }

    private static ObjectNode find(ArrayNode conditions, String type) {
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals(type)) {
                return (ObjectNode) condition;
            }
        }
        return conditions.addObject().put("type", type);
    }

    private static void putOrRemove(ObjectNode condition, String field, String value) {
        if (value.isEmpty()) {
            condition.remove(field);
        } else {
            condition.put(field, value);
        }
    }
}
