// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import dev.hornero.events.Event;
import dev.hornero.events.EventType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An event with what CloudEvents 1.0 says about it.
 *
 * @param id unique within the source; consumers drop what they have seen by it
 * @param source the service that publishes it
 * @param time when it happened
 * @param traceparent W3C trace context
 */
public record Envelope<E extends Event>(
        String id, String source, Instant time, Optional<String> traceparent, E event) {
    public Envelope {
        requireText(id, "ce_id");
        requireText(source, "ce_source");
        Objects.requireNonNull(time, "ce_time");
        Objects.requireNonNull(traceparent, "traceparent");
        Objects.requireNonNull(event, "event");
    }

    private static void requireText(String value, String field) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    public EventType type() {
        return EventType.of(event);
    }

    /** The same envelope seen as one of a narrower kind; throws where the event is of another. */
    public <K extends Event> Envelope<K> as(Class<K> kind) {
        return new Envelope<>(id, source, time, traceparent, kind.cast(event));
    }
}
