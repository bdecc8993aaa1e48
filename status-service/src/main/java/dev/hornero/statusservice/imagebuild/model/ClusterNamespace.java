// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

/** The cluster and namespace that a build runs in. */
public record ClusterNamespace(String cluster, String namespace) {
    public ClusterNamespace {
        requireNonNull(cluster, "cluster");
        requireNonNull(namespace, "namespace");
    }
}
