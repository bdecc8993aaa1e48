// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

/** Which ProjectEnv an event is about. */
public record ProjectEnvRef(ProjectEnvId id, String project, String environment) {
    public ProjectEnvRef {
        Require.present(id, "projectEnv.id");
        Require.name(project, "projectEnv.project");
        Require.name(environment, "projectEnv.environment");
    }

    /** {@code <environment>-<project>}: unique, and the name of the image. */
    public String name() {
        return environment + "-" + project;
    }
}
