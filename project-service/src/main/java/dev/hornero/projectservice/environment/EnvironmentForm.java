// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.environment;

import dev.hornero.projectservice.field.GitRefs;
import dev.hornero.projectservice.field.Names;
import java.util.Optional;

/** What is sent to make an environment. */
public record EnvironmentForm(
        String name, String cluster, String namespace, Optional<String> branch) {
    public EnvironmentForm {
        Names.name(name, "name");
        Names.name(cluster, "cluster");
        Names.namespace(namespace, "namespace");
        branch.ifPresent(given -> GitRefs.branch(given, "branch"));
    }

    /** The environment that is asked for. */
    public Environment toEnvironment() {
        return new Environment(name, cluster, namespace, branch);
    }
}
