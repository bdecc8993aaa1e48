// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * What a URL path names: a collection, an object, or a subresource of one.
 *
 * @param namespace "" for all namespaces, and for what belongs to the cluster
 */
record ResourcePath(
        ResourceType type, String namespace, Optional<String> name, Optional<String> subresource) {

    /** Empty for paths that name no resource this cluster serves. */
    static Optional<ResourcePath> parse(String path) {
        Deque<String> segments =
                new ArrayDeque<>(Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList());
        String root = next(segments);
        String group = root.equals("apis") ? next(segments) : "";
        String version = next(segments);
        if (!root.equals("api") && !root.equals("apis")) {
            return Optional.empty();
        }
        String namespace = "";
        if (segments.size() > 2 && "namespaces".equals(segments.peekFirst())) {
            boolean ofNamespaceItself =
                    group.isEmpty()
                            && segments.size() == 3
                            && isSubresourceOfNamespace(segments.peekLast());
            if (!ofNamespaceItself) {
                segments.removeFirst();
                namespace = segments.removeFirst();
            }
        }
        String plural = next(segments);
        String within = namespace;
        Optional<String> name = Optional.ofNullable(segments.pollFirst());
        Optional<String> subresource = Optional.ofNullable(segments.pollFirst());
        if (!segments.isEmpty()) {
            return Optional.empty();
        }
        return ResourceType.of(group, version, plural)
                .filter(type -> type.namespaced() || within.isEmpty())
                .map(type -> new ResourcePath(type, within, name, subresource));
    }

    /** Empty for a collection. */
    Optional<ObjectKey> key() {
        return name.filter(n -> type.namespaced() != namespace.isEmpty())
                .map(n -> new ObjectKey(type, namespace, n));
    }

    private static boolean isSubresourceOfNamespace(String segment) {
        return segment.equals("status") || segment.equals("finalize");
    }

    private static String next(Deque<String> segments) {
        return segments.isEmpty() ? "" : segments.removeFirst();
    }
}
