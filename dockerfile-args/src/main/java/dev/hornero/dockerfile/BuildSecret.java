// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

/**
 * A secret that a {@code RUN --mount=type=secret} of a reachable stage asks for.
 *
 * @param id as given by {@code id}, else {@code source}, else the last segment of {@code target}
 * @param required the build fails when it is not given
 * @param line 1-based, of the RUN that mounts it first
 */
public record BuildSecret(String id, boolean required, int line) {
    public BuildSecret {
        requireNonNull(id, "id");
    }
}
