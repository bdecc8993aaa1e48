// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Finalizers;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes what no living owner owns, and carries out the deletion policies Orphan and Foreground
 * for owners being deleted.
 */
public final class GarbageCollector implements Controller {

    private final ClusterObjects objects;

    public GarbageCollector(ClusterObjects objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "garbage-collector";
    }

    @Override
    public Collection<ObjectKey> all() {
        return Arrays.stream(ResourceType.values())
                .flatMap(type -> objects.keys(type).stream())
                .toList();
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        Set<ObjectKey> keys = new LinkedHashSet<>();
        keys.add(change.key());
        boolean going = change.after().isEmpty() || Metadata.isBeingDeleted(change.latest());
        if (going) {
            dependents(change.latest()).forEach(keys::add);
        }
        Stream.concat(change.before().stream(), change.after().stream())
                .flatMap(GarbageCollector::owners)
                .flatMap(owner -> ownerKey(change.key(), owner).stream())
                .forEach(keys::add);
        return keys;
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        Optional<ObjectNode> found = objects.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode object = found.get();
        if (!Metadata.isBeingDeleted(object)) {
            collect(key, object);
        } else if (Metadata.finalizers(object).contains(Finalizers.ORPHAN)) {
            dependents(object).forEach(dependent -> disown(dependent, Metadata.uid(object)));
            objects.removeFinalizer(key, Finalizers.ORPHAN);
        } else if (Metadata.finalizers(object).contains(Finalizers.FOREGROUND)) {
            deleteInForeground(key, object);
        }
        return Optional.empty();
    }

    private void collect(ObjectKey key, ObjectNode object) {
        List<JsonNode> owners = owners(object).toList();
        if (owners.isEmpty()) {
            return;
        }
        List<JsonNode> gone = owners.stream().filter(owner -> !lives(key, owner)).toList();
        if (gone.size() == owners.size()) {
            objects.delete(key, DeleteOptions.background().onlyUid(Metadata.uid(object)));
        } else {
            gone.forEach(owner -> disown(key, owner.path("uid").asText()));
        }
    }

    private void deleteInForeground(ObjectKey key, ObjectNode owner) {
        List<ObjectKey> blocking =
                dependents(owner).filter(d -> blocks(d, Metadata.uid(owner))).toList();
        if (blocking.isEmpty()) {
            objects.removeFinalizer(key, Finalizers.FOREGROUND);
        }
        for (ObjectKey dependent : blocking) {
            objects.find(dependent)
                    .filter(object -> !Metadata.isBeingDeleted(object))
                    .ifPresent(object -> objects.delete(dependent, DeleteOptions.background()));
        }
    }

    private boolean blocks(ObjectKey dependent, String ownerUid) {
        return objects.find(dependent).stream()
                .flatMap(GarbageCollector::owners)
                .filter(owner -> owner.path("uid").asText().equals(ownerUid))
                .anyMatch(owner -> owner.path("blockOwnerDeletion").asBoolean());
    }

    private void disown(ObjectKey dependent, String ownerUid) {
        objects.atomically(() ->
                objects.find(dependent).isEmpty()
                        ? dependent
                        : objects.change(
                                dependent, Part.OBJECT, object -> withoutOwner(object, ownerUid)));
    }

    private static ObjectNode withoutOwner(ObjectNode object, String ownerUid) {
        ObjectNode metadata = Metadata.of(object);
        ArrayNode left = metadata.arrayNode();
        owners(object).filter(o -> !o.path("uid").asText().equals(ownerUid)).forEach(left::add);
        if (left.isEmpty()) {
            metadata.remove("ownerReferences");
        } else {
            metadata.set("ownerReferences", left);
        }
        return object;
    }

    private boolean lives(ObjectKey dependent, JsonNode owner) {
        // A kind this cluster does not know cannot be looked up: nothing is deleted for it.
        return ResourceType.ofKind(owner.path("apiVersion").asText(), owner.path("kind").asText())
                        .isEmpty()
                || ownerKey(dependent, owner)
                        .flatMap(objects::find)
                        .filter(o -> Metadata.uid(o).equals(owner.path("uid").asText()))
                        .isPresent();
    }

    private static Optional<ObjectKey> ownerKey(ObjectKey dependent, JsonNode owner) {
        return ResourceType.ofKind(owner.path("apiVersion").asText(), owner.path("kind").asText())
                .filter(type -> !type.namespaced() || dependent.type().namespaced())
                .map(type ->
                        new ObjectKey(
                                type,
                                type.namespaced() ? dependent.namespace() : "",
                                owner.path("name").asText()));
    }

    private Stream<ObjectKey> dependents(ObjectNode owner) {
        return objects.ownedBy(Metadata.uid(owner)).stream();
    }

    private static Stream<JsonNode> owners(JsonNode object) {
        return object.path("metadata").path("ownerReferences").valueStream();
    }
}
