// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes JSON Schemas (2020-12) from the records: optional components are the ones not required. */
final class RecordSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private RecordSchemas() {}

    static ObjectNode of(EventType type) {
        RecordSchemas schemas = new RecordSchemas();
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", type.typeName());
        root.setAll(schemas.object(type.record()));
        if (!schemas.definitions.isEmpty()) {
            root.putObject("$defs").setAll(schemas.definitions);
        }
        return root;
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), schema(component.getGenericType()));
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        schema.set("required", required);
        return schema;
    }

    private JsonNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return schema(argument);
            }
            if (generic.getRawType() == Code.class) {
                return code((Class<?>) argument);
            }
            if (generic.getRawType() == List.class) {
                return NODES.objectNode().put("type", "array").set("items", schema(argument));
            }
            if (generic.getRawType() == Map.class && argument == String.class) {
                return NODES.objectNode()
                        .put("type", "object")
                        .set("additionalProperties", schema(generic.getActualTypeArguments()[1]));
            }
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no schema for " + type);
        }
        if (plain == String.class || plain == Sealed.class) {
            return text();
        }
        if (plain == BuildId.class || plain == ProjectEnvId.class) {
            return text().put("format", "uuid");
        }
        if (plain == Instant.class) {
            return text().put("format", "date-time");
        }
        if (plain == Duration.class) {
            return text().put("format", "duration");
        }
        if (plain == int.class || plain == long.class || plain == Integer.class) {
            return NODES.objectNode().put("type", "integer");
        }
        if (plain == boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        }
        if (plain.isRecord()) {
            if (!definitions.containsKey(plain.getSimpleName())) {
                definitions.put(plain.getSimpleName(), NODES.objectNode());
                definitions.put(plain.getSimpleName(), object(plain));
            }
            return NODES.objectNode().put("$ref", "#/$defs/" + plain.getSimpleName());
        }
        throw new IllegalArgumentException("no schema for " + plain);
    }

    /** A list that may grow: today's constants are examples. */
    private static JsonNode code(Class<?> list) {
        ArrayNode names = NODES.arrayNode();
        Arrays.stream(list.getEnumConstants()).forEach(c -> names.add(((Enum<?>) c).name()));
        return text().put("pattern", "^" + Code.SHAPE + "$").set("examples", names);
    }

    private static ObjectNode text() {
        return NODES.objectNode().put("type", "string");
    }
}
