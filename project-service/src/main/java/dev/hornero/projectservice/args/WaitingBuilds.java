// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.args;

import dev.hornero.events.ProjectEnvId;

/** The builds that may have been waiting for a value. */
public interface WaitingBuilds {
    /** Values of a ProjectEnv or its project changed in the present transaction. */
    void valuesChanged(ProjectEnvId projectEnv);
}
