// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet.shim;

/**
 * A file or directory of this machine that a container sees at a path of its own.
 *
 * @param source absolute, on this machine; has to exist
 * @param target absolute, in the container
 */
public record Mount(String source, String target, boolean readOnly) {
    public Mount {
        if (!source.startsWith("/") || !target.startsWith("/")) {
            throw new IllegalArgumentException(
                    "mounts have absolute paths, not " + source + " at " + target);
        }
    }
}
