// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

import dev.hornero.events.BuildId;
import dev.hornero.events.Event;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.projectservice.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was published, in its order; nothing takes it further. */
final class InMemoryOutbox implements Outbox {
    private final List<Event> events = new ArrayList<>();
    private final int largestValues;

    /**
     * An outbox of a broker with a limit.
     *
     * @param largestValues characters of the largest sealed values that the broker takes
     */
    InMemoryOutbox(int largestValues) {
        this.largestValues = largestValues;
    }

    @Override
    public void append(Event event, Optional<String> traceparent) {
        events.add(event);
    }

    @Override
    public void append(Event event, BuildId build, Optional<String> traceparent) {
        events.add(event);
    }

    @Override
    public void tombstone(Topic topic, String key) {
        throw new UnsupportedOperationException("no topic of builds is compacted");
    }

    @Override
    public boolean fits(ArgsResolved event) {
        return event.values().jwe().length() <= largestValues;
    }

    /** The events of a type, in their order. */
    <E extends Event> Stream<E> published(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }
}
