// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.project;

import io.quarkus.qute.TemplateInstance;

/** Every project and how its ProjectEnvs stand. */
record ProjectListPage(ProjectList list) implements TemplateInstance {}
