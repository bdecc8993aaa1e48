// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

/** How a container's mounts come to stand at their paths, by what this machine permits. */
public enum Isolation {
    /** In a mount namespace of its own; root only. */
    MOUNT_NAMESPACE,
    /** The same within a user namespace, in which an ordinary user may mount. */
    USER_NAMESPACE,
    /**
     * Not at all: mount paths in arguments and environment are replaced by the real ones, and a
     * program that has a mount path built in does not find it.
     */
    PATH_SUBSTITUTION
}
