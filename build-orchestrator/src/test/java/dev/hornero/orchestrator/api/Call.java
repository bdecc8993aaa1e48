// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A request as an API server authorizes it.
 *
 * @param group empty for the core group and for what is no resource
 * @param resource plural, with its subresource after a slash; empty for what is no resource
 * @param namespace empty for what is in none
 */
public record Call(
        String verb, String group, String resource, String namespace, String name, String path) {
    /** Reads a request; {@code /api/v1/namespaces/…} and {@code /apis/<group>/<version>/…}. */
    static Call of(String method, URI uri) {
        List<String> parts = List.of(uri.getPath().substring(1).split("/"));
        boolean core = parts.getFirst().equals("api");
        int at = core ? 2 : 3;
        if (!(core || parts.getFirst().equals("apis")) || parts.size() <= at) {
            return new Call(method, "", "", "", "", uri.getPath());
        }
        String namespace = "";
        if (parts.get(at).equals("namespaces") && parts.size() > at + 2) {
            namespace = parts.get(at + 1);
            at += 2;
        }
        String resource = parts.get(at);
        String name = part(parts, at + 1).orElse("");
        String subresource = part(parts, at + 2).map(sub -> "/" + sub).orElse("");
        boolean watch =
                Optional.ofNullable(uri.getRawQuery())
                        .filter(q -> q.contains("watch=true"))
                        .isPresent();
        return new Call(
                verb(method, name.isEmpty(), watch),
                core ? "" : parts.get(1),
                resource + subresource,
                namespace,
                name,
                uri.getPath());
    }

    private static Optional<String> part(List<String> parts, int at) {
        return parts.size() > at ? Optional.of(parts.get(at)) : Optional.empty();
    }

    private static String verb(String method, boolean collection, boolean watch) {
        return switch (method) {
            case "GET" -> watch ? "watch" : collection ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> collection ? "deletecollection" : "delete";
            default -> method;
        };
    }

    /** Whether it is about a watch, the first look of one, or the election: not about one build. */
    public boolean isUpkeep() {
        return verb.equals("watch")
                || verb.equals("list")
                || resource.equals("leases")
                || resource.isEmpty();
    }

    /** Such as {@code create jobs}. */
    public String what() {
        return verb + " " + resource;
    }
}
