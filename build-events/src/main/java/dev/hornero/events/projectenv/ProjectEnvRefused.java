// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events.projectenv;

import dev.hornero.events.RefusedRequest;
import dev.hornero.events.Require;

/** The answer to a {@code ProjectEnvAnnounced} that no ProjectEnv is made of. */
public record ProjectEnvRefused(String project, String environment, RefusedRequest request)
        implements ProjectEnvEvent {
    public ProjectEnvRefused {
        Require.name(project, "project");
        Require.name(environment, "environment");
        Require.present(request, "request");
    }

    /** The announcement's own key: there may be no ProjectEnv, and so no id of one. */
    @Override
    public String key() {
        return subject();
    }

    @Override
    public String subject() {
        return environment + "-" + project;
    }
}
