// SPDX-License-Identifier: Apache-2.0
package dev.hornero.cli.server;

import java.util.Optional;
import java.util.StringJoiner;

/** Turns the lines of a {@code text/event-stream} into events, as the HTML standard says. */
final class EventParser {
    private String name = "";
    private Optional<String> id = Optional.empty();
    private StringJoiner data = new StringJoiner("\n");
    private boolean hasData;

    /** Takes the next line; an event comes out at the blank line that ends it. */
    Optional<ServerSentEvent> line(String line) {
        if (line.isEmpty()) {
            return ended();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (field) {
            case "event" -> name = value;
            case "id" -> id = Optional.of(value);
            case "data" -> {
                data.add(value);
                hasData = true;
            }
            default -> {
                // Comments (the heartbeat) and fields of later versions
            }
        }
        return Optional.empty();
    }

    private Optional<ServerSentEvent> ended() {
        Optional<ServerSentEvent> event =
                hasData || !name.isEmpty()
                        ? Optional.of(
                                new ServerSentEvent(
                                        name.isEmpty() ? "message" : name, id, data.toString()))
                        : Optional.empty();
        name = "";
        id = Optional.empty();
        data = new StringJoiner("\n");
        hasData = false;
        return event;
    }
}
