// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.caller;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for a build, and in which trace.
 *
 * @param name of the API key; absent where another service asked over Kafka
 * @param event with which another service asked
 */
public record Requester(
        Optional<String> name, Optional<RequestingEvent> event, Optional<String> traceparent) {
    public Requester {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(traceparent, "traceparent");
    }

    /** An event with which another service asked; ids are unique within their source. */
    public record RequestingEvent(String source, String id) {
        public RequestingEvent {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(id, "id");
        }
    }

    /** Another service, over Kafka. */
    public static Requester service(String source, String id, Optional<String> traceparent) {
        return new Requester(
                Optional.empty(), Optional.of(new RequestingEvent(source, id)), traceparent);
    }
}
