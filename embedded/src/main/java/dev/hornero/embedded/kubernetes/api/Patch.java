// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;
import java.util.stream.StreamSupport;

/** A wished change, in one of the two forms that Hornero's clients send. */
public sealed interface Patch {

    /** The object with the change made; the argument may be changed and returned. */
    ObjectNode applyTo(ObjectNode object);

    /** RFC 6902: a list of operations. */
    record Operations(JsonNode operations) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            try {
                JsonNode patched = JsonPatch.apply(operations, object);
                if (patched instanceof ObjectNode result) {
                    return result;
                }
                throw ApiException.badRequest("the patch leaves no object");
            } catch (JsonPatchException e) {
                throw ApiException.unprocessable("the patch cannot be applied: " + e.getMessage());
            }
        }
    }

    /** RFC 7386: a tree laid over the object, null removes, lists are replaced. */
    record Merge(ObjectNode tree) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode object) {
            return merge(object, tree);
        }

        private static ObjectNode merge(ObjectNode into, ObjectNode patch) {
            patch.properties()
                    .forEach(field -> {
                        JsonNode value = field.getValue();
                        if (value.isNull()) {
                            into.remove(field.getKey());
                        } else if (value instanceof ObjectNode child) {
                            ObjectNode target =
                                    into.get(field.getKey()) instanceof ObjectNode present
                                            ? present
                                            : into.objectNode();
                            into.set(field.getKey(), merge(target, child));
                        } else {
                            into.set(field.getKey(), value.deepCopy());
                        }
                    });
            return into;
        }
    }

    /**
     * The patch in a request of this content type.
     *
     * @throws ApiException 415 for another media type, 400 for another shape
     */
    static Patch of(String contentType, JsonNode body) {
        String mediaType = contentType.split(";", 2)[0].strip();
        return switch (mediaType) {
            case "application/json-patch+json" -> new Operations(operations(body));
            case "application/merge-patch+json" -> new Merge(tree(body));
            default ->
                    throw ApiException.unsupportedMediaType(
                            "the body of the request was in an unknown format - accepted media types"
                                    + " include: application/json-patch+json,"
                                    + " application/merge-patch+json");
        };
    }

    private static JsonNode operations(JsonNode body) {
        boolean wellFormed =
                body.isArray()
                        && StreamSupport.stream(body.spliterator(), false)
                                .allMatch(o -> o.hasNonNull("op") && o.hasNonNull("path"));
        if (!wellFormed) {
            throw ApiException.badRequest(
                    "a JSON patch is a list of operations, each with %s"
                            .formatted(List.of("op", "path")));
        }
        return body;
    }

    private static ObjectNode tree(JsonNode body) {
        if (body instanceof ObjectNode tree) {
            return tree;
        }
        throw ApiException.badRequest("a merge patch is an object");
    }
}
