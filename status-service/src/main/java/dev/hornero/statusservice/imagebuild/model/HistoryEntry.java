// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.BuildBound;
import dev.hornero.messaging.envelope.Envelope;
import java.time.Instant;

/**
 * An event in the history of a build, as a sentence.
 *
 * @param type as in {@code ce_type}
 * @param source the service that published it
 */
public record HistoryEntry(String id, String source, String type, Instant time, String text) {
    public HistoryEntry {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(time, "time");
        requireNonNull(text, "text");
    }

    static HistoryEntry of(Envelope<? extends BuildBound> envelope, String text) {
        return new HistoryEntry(
                envelope.id(),
                envelope.source(),
                envelope.type().typeName(),
                envelope.time(),
                text);
    }
}
