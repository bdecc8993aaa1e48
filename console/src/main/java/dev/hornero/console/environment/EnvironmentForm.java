// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.environment;

import dev.hornero.console.page.Text;
import dev.hornero.console.service.Environment;
import java.util.Set;

/** The form for a new environment, as it was typed. */
record EnvironmentForm(String name, String cluster, String namespace, String branch) {
    static final Set<String> FIELDS = Set.of("name", "cluster", "namespace", "branch");

    static EnvironmentForm empty() {
        return new EnvironmentForm("", "", "", "");
    }

    Environment environment() {
        return new Environment(
                name.strip(), cluster.strip(), namespace.strip(), Text.given(branch));
    }
}
