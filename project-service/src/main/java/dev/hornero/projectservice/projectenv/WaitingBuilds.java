// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import java.util.Set;
import java.util.SortedMap;

/** The builds that may have been waiting for a value, and what is known of their Dockerfiles. */
public interface WaitingBuilds {
    /**
     * Of some names those whose value would have no effect, each with the reason, as the Dockerfile
     * of the last build says whose scan has answered; none where no scan has.
     */
    SortedMap<String, String> objections(ProjectEnvId projectEnv, Set<String> names);

    /**
     * Of what the builds of a ProjectEnv are missing now, the names that an empty value serves for.
     */
    Set<String> missingThatMayBeEmpty(ProjectEnvId projectEnv);

    /** Values of a ProjectEnv or its project, or what it asks for, changed in this transaction. */
    void valuesChanged(ProjectEnvId projectEnv);
}
