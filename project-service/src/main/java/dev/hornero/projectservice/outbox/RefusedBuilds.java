// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.BuildId;

/** What becomes of a build one of whose events will never be sent. */
@FunctionalInterface
public interface RefusedBuilds {
    /** Why an event is not sent. */
    enum Why {
        /** The broker takes no record of its size. */
        TOO_LARGE,
        /** Its row is not as this service wrote it. */
        UNREADABLE
    }

    /** Ends the build in a transaction of its own; a second time changes nothing. */
    void refused(BuildId build, Why why);
}
