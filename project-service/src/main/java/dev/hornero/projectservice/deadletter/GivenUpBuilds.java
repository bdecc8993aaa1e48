// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import dev.hornero.events.BuildId;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.projectenv.StartedBuild;
import java.util.Optional;

/** Builds that ended because an event of theirs became a dead letter. */
public interface GivenUpBuilds {
    /**
     * Waits before the first statement of a transaction that calls {@link #startAgain}.
     *
     * @return whose build it is; none for a build that is not known
     */
    Optional<ProjectEnvId> awaitTurnOf(BuildId id);

    /**
     * Starts such a build again, once, in the present transaction; none for a build that ended
     * otherwise or goes on.
     */
    Optional<StartedBuild> startAgain(ProjectEnvId owner, BuildId id, Caller caller);
}
