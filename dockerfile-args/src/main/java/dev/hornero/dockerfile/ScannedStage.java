// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A stage of the Dockerfile, built or not.
 *
 * @param index from 0, in the order of the file
 * @param name in lower case, as other instructions refer to it
 * @param base as written, variables and all
 * @param reachable it is built for the target
 * @param line 1-based, of its FROM
 * @param baseStage the stage it continues, when its base is one
 * @param description from the comment {@code # name text} above the FROM
 */
public record ScannedStage(
        int index,
        Optional<String> name,
        String base,
        boolean reachable,
        int line,
        Optional<Integer> baseStage,
        Optional<String> description) {
    public ScannedStage {
        requireNonNull(name, "name");
        requireNonNull(base, "base");
        requireNonNull(baseStage, "baseStage");
        requireNonNull(description, "description");
    }
}
