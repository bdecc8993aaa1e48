// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.projectservice.caller.Caller;
import dev.hornero.projectservice.caller.Requester;

/** What a ProjectEnv asks of its builds. Each call stands in a transaction that locks it. */
public interface BuildsOfProjectEnv {
    /** Asks for the initial build and tells that the ProjectEnv exists. */
    StartedBuild startInitial(ProjectEnv projectEnv, Requester requester);

    /**
     * Cancels all that have not ended.
     *
     * @return whether all have ended by then
     */
    boolean cancelAll(ProjectEnv projectEnv, Caller caller);
}
