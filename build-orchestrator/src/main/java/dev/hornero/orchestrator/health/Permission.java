// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.health;

import java.util.List;

/**
 * What the orchestrator may do to a kind of object; {@code deploy/rbac} grants the same.
 *
 * @param group empty for the core group
 * @param subresource empty for the object itself
 */
record Permission(String group, String resource, String subresource, List<String> verbs) {
    /** What it needs in each build namespace. */
    static final List<Permission> IN_A_BUILD_NAMESPACE =
            List.of(
                    of("batch", "jobs", "create", "get", "list", "watch", "patch", "delete"),
                    of("", "secrets", "create", "get"),
                    of("", "persistentvolumeclaims", "create", "get"),
                    of("", "configmaps", "create", "get", "list", "watch", "update", "delete"),
                    of("", "pods", "list", "watch", "delete"),
                    new Permission("", "pods", "log", List.of("get")),
                    of("", "events", "list", "watch"),
                    of("", "serviceaccounts", "get"));

    /** What it needs where its Lease is. */
    static final Permission FOR_THE_LEASE =
            of("coordination.k8s.io", "leases", "create", "get", "patch");

    /** What it needs beside that where volumes are static. */
    static final List<Permission> FOR_STATIC_VOLUMES =
            List.of(of("", "persistentvolumes", "create", "get", "list", "delete"));

    Permission {
        verbs = List.copyOf(verbs);
    }

    private static Permission of(String group, String resource, String... verbs) {
        return new Permission(group, resource, "", List.of(verbs));
    }

    /** As people write it, such as {@code pods/log}. */
    String what() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
