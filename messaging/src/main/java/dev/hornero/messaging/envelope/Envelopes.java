// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import dev.hornero.events.Event;
import dev.hornero.messaging.MessagingConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Puts this service's events into envelopes. */
@Singleton
public final class Envelopes {
    private final String source;
    private final Clock clock;

    Envelopes(MessagingConfig config, Clock clock) {
        this.source = config.service();
        this.clock = clock;
    }

    /** An event under an id of its own, happening now. */
    public <E extends Event> Envelope<E> fresh(E event, Optional<String> traceparent) {
        return identified(EventIds.random(), event, traceparent);
    }

    /** An event under a given id, happening now. */
    public <E extends Event> Envelope<E> identified(
            String id, E event, Optional<String> traceparent) {
        return new Envelope<>(id, source, clock.instant(), traceparent, event);
    }
}
