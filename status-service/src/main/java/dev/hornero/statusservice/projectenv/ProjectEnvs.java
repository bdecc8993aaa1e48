// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.ProjectEnvRef;
import java.util.List;
import java.util.Optional;

/** Every ProjectEnv that was created. One that was deleted stays so, whatever comes late. */
public interface ProjectEnvs {
    void created(ProjectEnvRef projectEnv);

    void deleted(ProjectEnvRef projectEnv);

    /**
     * Those that were not deleted, by name.
     *
     * @param after only those that come after this place in the list
     */
    List<ProjectEnvRef> existing(Optional<Position> after, int rows);

    /** A ProjectEnv's place in the list. */
    record Position(String name, ProjectEnvId id) {}
}
