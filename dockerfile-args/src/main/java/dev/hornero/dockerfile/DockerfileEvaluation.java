// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a Dockerfile needs with the values that there are, and what that rests on.
 *
 * @param scan with these values; {@link DockerfileScan#required} is what is missing
 * @param since for the names that are missing, the given values without each of which they would
 *     not be; a name that is always required is left out
 * @param consequences of what is missing, in the order of the Dockerfile
 */
public record DockerfileEvaluation(
        DockerfileScan scan, Map<String, List<String>> since, List<Consequence> consequences) {
    public DockerfileEvaluation {
        requireNonNull(scan, "scan");
        since = Map.copyOf(since);
        consequences = List.copyOf(consequences);
    }

    /**
     * A missing value that decides which stages are built.
     *
     * @param name the argument whose value is missing
     * @param value one that leads to a stage of the Dockerfile
     * @param needs the names that would be missing then and are not now, at least one
     */
    public record Consequence(String name, String value, List<String> needs) {
        public Consequence {
            requireNonNull(name, "name");
            requireNonNull(value, "value");
            needs = List.copyOf(needs);
            if (needs.isEmpty()) {
                throw new IllegalArgumentException("needs must have at least one name");
            }
        }
    }
}
