// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.page.Text;
import dev.hornero.console.service.NewProjectEnv;
import java.util.Optional;
import java.util.Set;

/** The form for a new ProjectEnv, as it was typed. */
record ProjectEnvForm(
        String project,
        String environment,
        String branch,
        String commit,
        String tag,
        boolean softArgumentsEmpty) {
    static final Set<String> FIELDS =
            Set.of("project", "environment", "branch", "commit", "tag", "softArguments");

    NewProjectEnv projectEnv() {
        return new NewProjectEnv(
                project.strip(),
                environment.strip(),
                Text.given(branch),
                Text.given(commit),
                Text.given(tag),
                softArgumentsEmpty ? Optional.of("EMPTY") : Optional.empty());
    }
}
