// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** One event of a stream; {@code message} is the name of those that have none. */
public record ServerSentEvent(String name, Optional<String> id, String data) {
    public ServerSentEvent {
        requireNonNull(name, "name");
        requireNonNull(id, "id");
        requireNonNull(data, "data");
    }
}
