// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.caller;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param name of the API key
 * @param traceparent W3C trace context of the request
 */
public record Caller(String name, Optional<String> traceparent) {
    public Caller {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(traceparent, "traceparent");
    }
}
