// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.caller;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asked for a build, and in which trace.
 *
 * @param name of the API key; absent where another service asked over Kafka
 */
public record Requester(Optional<String> name, Optional<String> traceparent) {
    public Requester {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(traceparent, "traceparent");
    }
}
