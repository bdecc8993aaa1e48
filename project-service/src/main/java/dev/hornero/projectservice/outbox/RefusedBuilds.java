// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.BuildId;

/** What becomes of a build one of whose events the broker refused for its size. */
@FunctionalInterface
public interface RefusedBuilds {
    /** Ends the build in a transaction of its own; a second time changes nothing. */
    void refused(BuildId build);
}
