// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.http.request.PageRequest;
import dev.hornero.projectservice.projectenv.model.BuildSettings;
import dev.hornero.projectservice.projectenv.model.ProjectEnv;
import java.util.List;
import java.util.Optional;

/** The ProjectEnvs. A transaction that changes one, or a build of it, locks it first. */
public interface ProjectEnvs {
    /** One that is not gone. */
    Optional<ProjectEnv> find(String name);

    /**
     * Waits until no other transaction of this process locks the name; for transactions whose first
     * statement is not {@link #lock(String)}.
     */
    void awaitTurn(String name);

    /** As {@link #awaitTurn(String)}, before {@link #lock(ProjectEnvId)}. */
    void awaitTurn(ProjectEnvId id);

    /** Holds others off until the transaction ends; also one that is gone. */
    Optional<ProjectEnv> lock(ProjectEnvId id);

    /** As {@link #lock(ProjectEnvId)}, for one that is not gone. */
    Optional<ProjectEnv> lock(String name);

    void add(ProjectEnv projectEnv);

    void change(ProjectEnvId id, BuildSettings settings);

    void enter(ProjectEnvId id, ProjectEnv.Life life);

    /**
     * Counts the builds of the name from 1, without gaps, also over those that are gone; under the
     * lock.
     */
    int nextNumber(ProjectEnvId id);

    /** The number of the next ArgsResolved, from 1; the same until it is taken. */
    long nextSequence(ProjectEnvId id);

    /** An ArgsResolved bears this number; under the lock. */
    void takeSequence(ProjectEnvId id, long sequence);

    /**
     * Those that are not gone, by name; the cursor is the name. At most {@link PageRequest#rows}.
     */
    List<ProjectEnv> list(PageRequest page, Optional<String> project);

    /** Those of a project that are not gone, by id. */
    List<ProjectEnvId> ofProject(String project);
}
