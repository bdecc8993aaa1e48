// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of events. */
public final class EventIds {
    private EventIds() {}

    /** An id of its own. */
    public static String random() {
        return UUID.randomUUID().toString();
    }

    /** The same id for the same parts: work that is done twice publishes one event. */
    public static String derived(String... parts) {
        StringBuilder name = new StringBuilder();
        for (String part : parts) {
            name.append(part.length()).append(':').append(part);
        }
        return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
