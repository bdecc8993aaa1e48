// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import java.util.List;

/** Whom values can be given for. Throws a 404 for names that are not there. */
public interface ArgOwners {
    /** Locks the project's row: two changes of its values do not cross. */
    void lockProject(String name);

    void requireProject(String name);

    /** Locks the ProjectEnv's row: a scan that arrives waits. */
    Owner lockProjectEnv(String name);

    Owner projectEnv(String name);

    /** All that are not gone, in the order in which they are to be locked. */
    List<ProjectEnvId> projectEnvsOf(String project);

    /** A ProjectEnv and its project. */
    record Owner(ProjectEnvId id, String project) {}
}
