// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads and writes {@code metadata} of an object's tree. */
public final class Metadata {

    private Metadata() {}

    public static ObjectNode of(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode metadata
                ? metadata
                : object.putObject("metadata");
    }

    public static String name(JsonNode object) {
        return text(object, "name");
    }

    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    static long resourceVersion(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asLong();
    }

    public static Map<String, String> labels(JsonNode object) {
        var labels = new TreeMap<String, String>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    public static List<String> finalizers(JsonNode object) {
        return texts(object.path("metadata").path("finalizers"));
    }

    public static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** Removes the field when nothing is left in it, as Kubernetes shows it. */
    public static void setFinalizers(ObjectNode object, Collection<String> finalizers) {
        if (finalizers.isEmpty()) {
            of(object).remove("finalizers");
        } else {
            var array = of(object).putArray("finalizers");
            finalizers.forEach(array::add);
        }
    }

    public static void removeFinalizer(ObjectNode object, String finalizer) {
        setFinalizers(
                object, finalizers(object).stream().filter(f -> !f.equals(finalizer)).toList());
    }

    public static void addFinalizer(ObjectNode object, String finalizer) {
        var finalizers = new ArrayList<>(finalizers(object));
        if (!finalizers.contains(finalizer)) {
            finalizers.add(finalizer);
            setFinalizers(object, finalizers);
        }
    }

    /** The owner that manages this object's life, when there is one. */
    public static Optional<JsonNode> controller(JsonNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("controller").asBoolean())
                .findFirst();
    }

    /** The uids of those that own it. */
    static Set<String> owners(JsonNode object) {
        return object.path("metadata")
                .path("ownerReferences")
                .valueStream()
                .map(owner -> owner.path("uid").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Kubernetes keeps whole seconds. */
    public static String timestamp(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText("");
    }
}
