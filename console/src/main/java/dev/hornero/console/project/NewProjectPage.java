// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import dev.hornero.console.page.FormErrors;
import io.quarkus.qute.TemplateInstance;

/** Asks for a repository and a Dockerfile path. */
record NewProjectPage(ProjectForm form, FormErrors errors) implements TemplateInstance {}
