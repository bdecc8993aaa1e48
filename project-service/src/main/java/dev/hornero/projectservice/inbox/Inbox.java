// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.inbox;

/** The events that were taken. */
public interface Inbox {
    /**
     * Whether an event is seen for the first time; from then on, if the present transaction
     * commits, it is not.
     */
    boolean firstSight(String source, String eventId);
}
