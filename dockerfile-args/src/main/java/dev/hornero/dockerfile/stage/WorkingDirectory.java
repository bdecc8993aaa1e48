// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.stage;

import java.util.OptionalInt;

/**
 * Where the instructions of a stage run: only how far below the root, which is all that is asked of
 * it, so that it stays small however many WORKDIR follow each other.
 *
 * @param depth absent where the base image or a missing value decides
 */
record WorkingDirectory(OptionalInt depth) {
    static final WorkingDirectory ROOT = new WorkingDirectory(OptionalInt.of(0));
    static final WorkingDirectory UNKNOWN = new WorkingDirectory(OptionalInt.empty());

    /** After a WORKDIR. */
    WorkingDirectory to(String path) {
        if (path.startsWith("/")) {
            return new WorkingDirectory(OptionalInt.of(walk(path, 0)));
        }
        return depth.isEmpty()
                ? UNKNOWN
                : new WorkingDirectory(OptionalInt.of(walk(path, depth.getAsInt())));
    }

    /** Whether a path that does not start at the root ends there for certain. */
    boolean leadsToRoot(String path) {
        return depth.isPresent() && !path.startsWith("/") && walk(path, depth.getAsInt()) == 0;
    }

    private static int walk(String path, int start) {
        int below = start;
        for (String segment : path.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> below = Math.max(0, below - 1);
                default -> below++;
            }
        }
        return below;
    }
}
