// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Where one object stands; the namespace is "" exactly when the type belongs to the cluster. */
public record ObjectKey(ResourceType type, String namespace, String name)
        implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::type)
                    .thenComparing(ObjectKey::namespace)
                    .thenComparing(ObjectKey::name);

    public ObjectKey {
        requireNonNull(type, "type");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        if (type.namespaced() == namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    type.kind()
                            + (namespace.isEmpty() ? " needs a namespace" : " has no namespace"));
        }
    }

    public static ObjectKey of(ResourceType type, String namespace, String name) {
        return new ObjectKey(type, namespace, name);
    }

    /** Of a type that belongs to the cluster. */
    public static ObjectKey of(ResourceType type, String name) {
        return new ObjectKey(type, "", name);
    }

    static ObjectKey of(ResourceType type, JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return new ObjectKey(
                type,
                type.namespaced() ? metadata.path("namespace").asText() : "",
                metadata.path("name").asText());
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type.plural() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
