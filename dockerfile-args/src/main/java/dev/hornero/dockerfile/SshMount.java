// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

/**
 * An SSH agent that a {@code RUN --mount=type=ssh} of a reachable stage asks for.
 *
 * @param id {@code default} when the mount names none
 * @param required the build fails when it is not given
 * @param line 1-based, of the RUN that mounts it first
 */
public record SshMount(String id, boolean required, int line) {
    public SshMount {
        requireNonNull(id, "id");
    }
}
