// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

/** The events that were taken. */
public interface Inbox {
    /**
     * Whether an event is seen for the first time; from then on, if the present transaction
     * commits, it is not.
     */
    boolean firstSight(String source, String eventId);

    /**
     * Whether an event is refused for the first time. One that was may still be taken later, when
     * what was wrong is mended and it comes again.
     */
    boolean firstRefusal(String source, String eventId);
}
