// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.projectenv;

import dev.hornero.console.page.FormErrors;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** Asks for an environment to build a project in. */
record NewProjectEnvPage(
        List<String> projects, List<String> environments, ProjectEnvForm form, FormErrors errors)
        implements TemplateInstance {
    NewProjectEnvPage {
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
    }
}
