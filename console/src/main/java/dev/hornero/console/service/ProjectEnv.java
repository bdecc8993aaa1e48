// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.Optional;

/** A project in an environment, as project-service keeps it. */
public record ProjectEnv(
        String name,
        String project,
        String environment,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> tag,
        Optional<String> softArguments,
        Optional<AcceptedBuild> build) {

    /** Whether required arguments that may be empty are left empty without a question. */
    public boolean leavesSoftArgumentsEmpty() {
        return softArguments.filter("EMPTY"::equals).isPresent();
    }
}
