// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.projectenv;

import dev.hornero.events.ProjectEnvRef;
import dev.hornero.events.Require;

/** A ProjectEnv is gone and its builds were cancelled before. What its cluster keeps may go. */
public record ProjectEnvDeleted(ProjectEnvRef projectEnv, String cluster, String namespace)
        implements ProjectEnvEvent {
    public ProjectEnvDeleted {
        Require.present(projectEnv, "projectEnv");
        Require.name(cluster, "cluster");
        Require.text(namespace, "namespace");
    }

    @Override
    public String key() {
        return projectEnv.id().toString();
    }

    @Override
    public String subject() {
        return projectEnv.name();
    }
}
