// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.outbox;

import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.ArgsResolved;
import java.util.Optional;

/**
 * Events on their way to the broker. They go out if and only if the present transaction commits, in
 * the order of this class's calls as far as one key goes: a caller holds the lock of the row that
 * the key stands for.
 */
public interface Outbox {
    /** An event of which the broker's refusal ends nothing. */
    void append(Event event, Optional<String> traceparent);

    /** An event of a build; if the broker refuses it for its size, the build ends. */
    void append(Event event, BuildId build, Optional<String> traceparent);

    /** Deletes what a compacted topic keeps under a key. */
    void tombstone(Topic topic, String key);

    /** Whether the broker would take it, as far as this service knows. */
    boolean fits(ArgsResolved event);
}
