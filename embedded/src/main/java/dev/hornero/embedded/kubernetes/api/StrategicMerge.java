// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Strategic merge: which lists merge, and by which key, is {@code patchMergeKey} and {@code
 * patchStrategy} of Kubernetes' types; those that occur in this cluster's kinds stand here.
 */
final class StrategicMerge {

    private static final Map<String, String> KEYS =
            Map.ofEntries(
                    Map.entry("containers", "name"),
                    Map.entry("initContainers", "name"),
                    Map.entry("volumes", "name"),
                    Map.entry("env", "name"),
                    Map.entry("imagePullSecrets", "name"),
                    Map.entry("secrets", "name"),
                    Map.entry("volumeMounts", "mountPath"),
                    Map.entry("volumeDevices", "devicePath"),
                    Map.entry("ports", "containerPort"),
                    Map.entry("conditions", "type"),
                    Map.entry("addresses", "type"),
                    Map.entry("hostAliases", "ip"),
                    Map.entry("ownerReferences", "uid"));
    private static final Set<String> PRIMITIVES = Set.of("finalizers");
    private static final String DIRECTIVE = "$patch";
    private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    static ObjectNode merge(ObjectNode into, ObjectNode patch) {
        if (patch.path(DIRECTIVE).asText().equals("replace")) {
            ObjectNode replacement = patch.deepCopy();
            replacement.remove(DIRECTIVE);
            return replacement;
        }
        retainKeys(into, patch);
        for (var field : patch.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.startsWith(DELETE_PRIMITIVES)) {
                removeAll(into, name.substring(DELETE_PRIMITIVES.length()), value);
            } else if (!name.startsWith("$")) {
                mergeField(into, name, value);
            }
        }
        return into;
    }

    private static void mergeField(ObjectNode into, String name, JsonNode value) {
        if (value.isNull()) {
            into.remove(name);
        } else if (value instanceof ObjectNode child) {
            if (child.path(DIRECTIVE).asText().equals("delete")) {
                into.remove(name);
            } else {
                ObjectNode target =
                        into.get(name) instanceof ObjectNode present ? present : into.objectNode();
                into.set(name, merge(target, child));
            }
        } else if (value instanceof ArrayNode list && KEYS.containsKey(name)) {
            ArrayNode present =
                    into.get(name) instanceof ArrayNode array ? array : into.arrayNode();
            into.set(name, mergeByKey(present, list, KEYS.get(name)));
        } else if (value instanceof ArrayNode list && PRIMITIVES.contains(name)) {
            ArrayNode present =
                    into.get(name) instanceof ArrayNode array ? array : into.putArray(name);
            for (JsonNode element : list) {
                if (present.valueStream().noneMatch(element::equals)) {
                    present.add(element);
                }
            }
        } else {
            into.set(name, value.deepCopy());
        }
    }

    private static ArrayNode mergeByKey(ArrayNode present, ArrayNode patch, String key) {
        boolean replaces =
                patch.valueStream().anyMatch(e -> e.path(DIRECTIVE).asText().equals("replace"));
        List<JsonNode> result = new ArrayList<>();
        if (!replaces) {
            present.forEach(result::add);
        }
        for (JsonNode element : patch) {
            String directive = element.path(DIRECTIVE).asText();
            if (directive.equals("replace")) {
                continue;
            }
            int at = indexOf(result, key, element.path(key));
            if (directive.equals("delete")) {
                if (at >= 0) {
                    result.remove(at);
                }
            } else if (at >= 0 && result.get(at) instanceof ObjectNode target) {
                result.set(at, merge(target, (ObjectNode) element));
            } else {
                result.add(element.deepCopy());
            }
        }
        return present.arrayNode().addAll(result);
    }

    private static int indexOf(List<JsonNode> list, String key, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).equals(value)) {
                return i;
            }
        }
        return -1;
    }

    private static void retainKeys(ObjectNode into, ObjectNode patch) {
        if (patch.get("$retainKeys") instanceof ArrayNode kept) {
            into.retain(Metadata.texts(kept));
        }
    }

    private static void removeAll(ObjectNode into, String list, JsonNode values) {
        if (into.get(list) instanceof ArrayNode present) {
            List<JsonNode> left =
                    present.valueStream()
                            .filter(e -> values.valueStream().noneMatch(e::equals))
                            .toList();
            into.set(list, into.arrayNode().addAll(left));
        }
    }
}
