// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import dev.hornero.console.page.Text;
import dev.hornero.console.service.Project;
import java.util.Optional;
import java.util.Set;

/** The form for a new project, as it was typed. */
record ProjectForm(
        String name,
        String repository,
        String dockerfilePath,
        String contextPath,
        String target,
        String gitCredential,
        boolean withoutSubmodules,
        boolean gitDirectory) {
    static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "repository",
                    "dockerfilePath",
                    "contextPath",
                    "target",
                    "gitCredential",
                    "submodules",
                    "gitDirectory");

    static ProjectForm empty() {
        return new ProjectForm("", "", "", "", "", "", false, false);
    }

    Project project() {
        return new Project(
                name.strip(),
                repository.strip(),
                Text.given(dockerfilePath),
                Text.given(contextPath),
                Text.given(target),
                Text.given(gitCredential),
                withoutSubmodules ? Optional.of(false) : Optional.empty(),
                gitDirectory ? Optional.of(true) : Optional.empty());
    }
}
