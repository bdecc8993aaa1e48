// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A build with its place among the other builds of its ProjectEnv.
 *
 * @param ahead how many builds of its ProjectEnv have to end before it is its turn; for a queued
 *     build only
 */
public record KnownBuild(BuildFacts facts, Optional<Integer> ahead) {
    public KnownBuild {
        requireNonNull(facts, "facts");
        requireNonNull(ahead, "ahead");
    }
}
