// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import java.util.Objects;
import java.util.Optional;

/**
 * A named stage.
 *
 * @param cluster whose build-orchestrator builds
 * @param namespace in that cluster
 * @param branch what its ProjectEnvs build by default; the environment's name where absent
 */
public record Environment(String name, String cluster, String namespace, Optional<String> branch) {
    public Environment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(branch, "branch");
    }

    /** The branch that is built where neither the ProjectEnv nor the build names one. */
    public String defaultBranch() {
        return branch.orElse(name);
    }
}
