// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.page;

import io.quarkus.qute.TemplateInstance;

/** Says why there is no other page. */
record ProblemPage(String title, String sentence) implements TemplateInstance {}
