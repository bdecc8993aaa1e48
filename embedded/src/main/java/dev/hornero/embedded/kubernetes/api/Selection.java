// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Which objects a list or a watch is about. */
public record Selection(
        ResourceType type, String namespace, LabelSelector labels, FieldSelector fields) {

    /**
     * What an object's change means to a watcher, who knows only what the selection lets through.
     */
    public enum Sight {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** From a request's query; the namespace is "" for all. */
    public static Selection of(ResourceType type, String namespace, Map<String, String> query) {
        return new Selection(
                type,
                namespace,
                LabelSelector.parse(query.getOrDefault("labelSelector", "")),
                FieldSelector.parse(type, query.getOrDefault("fieldSelector", "")));
    }

    public boolean matches(ObjectNode object) {
        return labels.matches(object) && fields.matches(object);
    }

    /** Empty when the change is invisible to the watcher. */
    public Optional<Sight> sightOf(Change change) {
        ObjectKey key = change.key();
        if (key.type() != type || !(namespace.isEmpty() || namespace.equals(key.namespace()))) {
            return Optional.empty();
        }
        boolean before = change.before().filter(this::matches).isPresent();
        boolean after = change.after().filter(this::matches).isPresent();
        if (before && after) {
            return Optional.of(Sight.MODIFIED);
        }
        if (after) {
            return Optional.of(Sight.ADDED);
        }
        return before ? Optional.of(Sight.DELETED) : Optional.empty();
    }
}
