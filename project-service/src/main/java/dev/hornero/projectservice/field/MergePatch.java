// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.http.json.JsonBodies;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;

/** JSON merge patch (RFC 7396): what is named is changed, null takes away. */
@Singleton
public final class MergePatch {
    private final ObjectMapper json;
    private final JsonBodies bodies;

    MergePatch(ObjectMapper json, JsonBodies bodies) {
        this.json = json;
        this.bodies = bodies;
    }

    /** The patched form; its own checks apply to what comes out. */
    public <T> T apply(T current, JsonNode patch, Class<T> form) {
        if (!patch.isObject()) {
            throw ProblemException.of(Problem.UNREADABLE_JSON, "Send one JSON object.");
        }
        ObjectNode target = json.valueToTree(current);
        merge(target, patch);
        return bodies.read(target, form);
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties()
                .forEach(entry -> {
                    String name = entry.getKey();
                    JsonNode given = entry.getValue();
                    if (given.isNull()) {
                        target.remove(name);
                    } else if (given.isObject() && target.get(name) instanceof ObjectNode inner) {
                        merge(inner, given);
                    } else {
                        target.set(name, given);
                    }
                });
    }
}
