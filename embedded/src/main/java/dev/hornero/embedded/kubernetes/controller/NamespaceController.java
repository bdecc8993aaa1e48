// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Empties a namespace that is being deleted, and lets it go once nothing is left in it. */
public final class NamespaceController implements Controller {

    private final ClusterObjects objects;

    public NamespaceController(ClusterObjects objects) {
        this.objects = objects;
    }

    @Override
    public String name() {
        return "namespace";
    }

    @Override
    public Collection<ObjectKey> all() {
        return objects.keys(ResourceType.NAMESPACE);
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        ObjectKey key = change.key();
        if (key.type() == ResourceType.NAMESPACE) {
            return List.of(key);
        }
        return change.after().isEmpty() && key.type().namespaced()
                ? List.of(ObjectKey.of(ResourceType.NAMESPACE, key.namespace()))
                : List.of();
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        if (objects.find(key).filter(Metadata::isBeingDeleted).isEmpty()) {
            return Optional.empty();
        }
        List<ObjectKey> content =
                ClusterObjects.namespacedTypes().stream()
                        .flatMap(type -> objects.keys(type).stream())
                        .filter(inside -> inside.namespace().equals(key.name()))
                        .toList();
        if (content.isEmpty()) {
            objects.finishNamespace(key);
        }
        for (ObjectKey inside : content) {
            objects.find(inside)
                    .filter(object -> !Metadata.isBeingDeleted(object))
                    .ifPresent(object -> objects.delete(inside, DeleteOptions.background()));
        }
        return Optional.empty();
    }
}
