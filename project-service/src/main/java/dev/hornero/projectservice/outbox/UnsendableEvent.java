// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.BuildId;
import java.util.Objects;

/**
 * A CDI event: the relay will never send an event of a build. The observer ends the build in a
 * transaction of its own; the same event may come again.
 */
public record UnsendableEvent(BuildId build, Why why) {
    /** Why the event is not sent. */
    public enum Why {
        /** The broker takes no record of its size. */
        TOO_LARGE,
        /** Its row is not as this service wrote it. */
        UNREADABLE
    }

    public UnsendableEvent {
        Objects.requireNonNull(build, "build");
        Objects.requireNonNull(why, "why");
    }
}
