// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.http.problem.Problem;
import dev.hornero.http.problem.ProblemException;
import jakarta.inject.Singleton;

/** JSON merge patch (RFC 7396): what is named is changed, null takes away. */
@Singleton
public final class MergePatch {
    private final ObjectMapper json;

    MergePatch(ObjectMapper json) {
        this.json = json;
    }

    /** The patched form; its own checks apply to what comes out. */
    public <T> T apply(T current, JsonNode patch, Class<T> form) {
        if (!patch.isObject()) {
            throw ProblemException.of(Problem.UNREADABLE_JSON, "Send one JSON object.");
        }
        ObjectNode target = json.valueToTree(current);
        merge(target, patch);
        try {
            return json.treeToValue(target, form);
        } catch (JsonProcessingException e) {
            throw new UnfitPatchException(e);
        }
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

    /** Carries what the mapper says about a field to where problem documents are made. */
    private static final class UnfitPatchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitPatchException(JsonProcessingException cause) {
            super(cause);
        }
    }
}
