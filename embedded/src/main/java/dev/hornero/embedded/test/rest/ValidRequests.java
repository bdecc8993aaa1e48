// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;

/** Requests as a document wants them. */
final class ValidRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ApiDocument document;
    private final String key;
    private final Map<String, List<String>> names;
    private final Random random;

    ValidRequests(
            ApiDocument document, String key, Map<String, List<String>> names, Random random) {
        this.document = document;
        this.key = key;
        this.names = names;
        this.random = random;
    }

    FuzzRequest of(ApiDocument.Operation operation) {
        String path = operation.template();
        FuzzRequest draft = new FuzzRequest(operation.method(), path);
        draft.headers.put("Authorization", "Bearer " + key);
        for (JsonNode parameter : document.parameters(operation)) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" ->
                        draft.path =
                                draft.path.replace(
                                        "{" + name + "}",
                                        encoded(
                                                one(
                                                        random,
                                                        names.getOrDefault(
                                                                path, List.of("none")))));
                case "query" -> {
                    if (random.nextInt(3) == 0
                            && !name.equals("cursor")
                            && !name.equals("follow")) {
                        draft.query.put(
                                name, encoded(value(name, parameter.path("schema")).asText()));
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        draft.headers.put(
                                name,
                                name.equals("Idempotency-Key")
                                        ? Long.toHexString(random.nextLong())
                                        : "1");
                    }
                }
            }
        }
        draft.headers.computeIfPresent("If-Match", (_, _) -> one(random, List.of("*", "\"x\"")));
        draft.headers.computeIfPresent(
                "If-None-Match", (_, _) -> one(random, List.of("*", "\"x\"")));
        JsonNode content = operation.description().path("requestBody").path("content");
        if (!content.isMissingNode()) {
            List<String> types = new ArrayList<>();
            content.fieldNames().forEachRemaining(types::add);
            String type = one(random, types);
            draft.headers.put("Content-Type", type);
            draft.body =
                    Optional.of(
                            FuzzRequest.bytes(
                                    value("", content.path(type).path("schema")).toString()));
        }
        return draft;
    }

    /** A value that a schema allows. */
    private JsonNode value(String field, JsonNode given) {
        JsonNode schema = document.resolve(given);
        if (names.containsKey(field)) {
            return random.nextInt(3) == 0
                    ? NODES.textNode("n" + Integer.toHexString(random.nextInt()))
                    : NODES.textNode(one(random, names.get(field)));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.path("examples").isArray() && random.nextInt(4) > 0) {
            return schema.path("examples").get(0);
        }
        if (schema.has("oneOf")) {
            return value(
                    field, schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size())));
        }
        JsonNode type = schema.path("type");
        return ofType(type.isArray() ? type.get(0).asText() : type.asText(), schema);
    }

    private JsonNode ofType(String type, JsonNode schema) {
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value("", schema.path("items")));
                }
                yield array;
            }
            case "integer" -> NODES.numberNode(1 + random.nextInt(200));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default ->
                    switch (schema.path("format").asText()) {
                        case "date-time" -> NODES.textNode("2099-01-01T00:00:00Z");
                        case "duration" -> NODES.textNode("PT10M");
                        default -> NODES.textNode("v" + random.nextInt(1000));
                    };
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        List<String> required =
                StreamSupport.stream(schema.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
                        object.set(
                                property.getKey(), value(property.getKey(), property.getValue()));
                    }
                });
        if (schema.path("additionalProperties").isObject()) {
            object.set("K" + random.nextInt(20), value("", schema.path("additionalProperties")));
        }
        return object;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
