// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild;

import dev.hornero.statusservice.imagebuild.model.HistoryEntry;
import java.time.Instant;

/** An event in the history of a build. */
record HistoryEntryRepresentation(
        String id, String type, Instant time, String source, String text) {
    static HistoryEntryRepresentation of(HistoryEntry entry) {
        return new HistoryEntryRepresentation(
                entry.id(), entry.type(), entry.time(), entry.source(), entry.text());
    }
}
