// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The volume that a build's commit is checked out onto. A Job keeps the one that it was made for,
 * also when the settings have changed by the time it is released.
 *
 * @param size a Kubernetes quantity
 * @param storageClass the cluster's default class if absent
 * @param hostPath makes the volume static: the directory on the node that the build's own is below
 */
public record Workspace(String size, Optional<String> storageClass, Optional<String> hostPath) {
    public Workspace {
        requireNonNull(size, "size");
        requireNonNull(storageClass, "storageClass");
        requireNonNull(hostPath, "hostPath");
    }

    /** Whether the volume is a directory of the node that the operator named. */
    public boolean isStatic() {
        return hostPath.isPresent();
    }
}
