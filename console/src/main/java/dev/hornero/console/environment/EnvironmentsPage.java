// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.environment;

import dev.hornero.console.page.FormErrors;
import dev.hornero.console.service.Environment;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The environments, and the form for another. */
record EnvironmentsPage(List<Row> environments, EnvironmentForm form, FormErrors errors)
        implements TemplateInstance {
    EnvironmentsPage {
        environments = List.copyOf(environments);
    }

    record Row(String name, String cluster, String namespace, String branch) {
        static Row of(Environment environment) {
            return new Row(
                    environment.name(),
                    environment.cluster(),
                    environment.namespace(),
                    environment.branch().orElse(environment.name()));
        }
    }
}
