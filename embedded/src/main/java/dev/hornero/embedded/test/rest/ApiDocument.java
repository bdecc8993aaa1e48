// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.test.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An OpenAPI 3.1 document: its operations, and whether an answer is one that it promises. */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** Reads a document in JSON. */
    public static ApiDocument read(String json) {
        try {
            return new ApiDocument(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is no JSON", e);
        }
    }

    /**
     * What can be asked.
     *
     * @param template with its parameters in braces
     */
    public record Operation(String method, String template, JsonNode description) {
        /** {@code operationId}, or an empty text. */
        public String id() {
            return description.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    /** All operations as they stand. */
    public List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(entry -> METHODS.contains(entry.getKey()))
                                .forEach(entry ->
                                        all.add(
                                                new Operation(
                                                        entry.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        entry.getValue()))));
        return all;
    }

    /** The parameters of an operation, without references. */
    public List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation
                .description()
                .path("parameters")
                .forEach(parameter -> parameters.add(resolve(parameter)));
        return parameters;
    }

    /** What a reference leads to; anything else is as it is. */
    JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        while (at.path("$ref").isTextual() && at.path("$ref").asText().startsWith("#")) {
            at = root.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }

    /** The operation that a path and method mean, if any. */
    Optional<Operation> find(String method, String path) {
        return operations().stream()
                .filter(one -> one.method().equals(method))
                .filter(one -> fits(one.template().split("/", -1), path.split("/", -1)))
                .findFirst();
    }

    private static boolean fits(String[] template, String[] path) {
        if (template.length != path.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            boolean parameter = template[i].startsWith("{");
            if (parameter ? path[i].isEmpty() : !template[i].equals(path[i])) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with an answer to an operation; empty where it is one of those promised. */
    Optional<String> objection(Operation operation, RawExchange answer) {
        JsonNode response =
                resolve(
                        operation
                                .description()
                                .path("responses")
                                .path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return Optional.of("the status is not in the document");
        }
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            if (!answer.headers().containsKey(header.getKey().toLowerCase(Locale.ROOT))) {
                return Optional.of("header " + header.getKey() + " is missing");
            }
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return answer.text().isEmpty()
                    ? Optional.empty()
                    : Optional.of("there is a body, and none in the document");
        }
        JsonNode media = content.path(answer.mediaType());
        if (media.isMissingNode()) {
            return Optional.of("the media type is not in the document: " + answer.mediaType());
        }
        return answer.mediaType().endsWith("json")
                ? misfit(media.path("schema"), answer.text())
                : Optional.empty();
    }

    private Optional<String> misfit(JsonNode schema, String json) {
        var errors =
                schemas.computeIfAbsent(schema, this::compile).validate(json, InputFormat.JSON);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.getFirst().toString());
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", root.path("components"));
        return registry.getSchema(whole.toString(), InputFormat.JSON);
    }
}
