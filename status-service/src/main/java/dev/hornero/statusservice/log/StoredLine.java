// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A line of a log.
 *
 * @param place in the log, from 1; places may be left out
 * @param gap lines are missing here, and the text says why
 */
record StoredLine(long place, Instant time, String container, boolean gap, String text) {
    StoredLine {
        requireNonNull(time, "time");
        requireNonNull(container, "container");
        requireNonNull(text, "text");
    }

    /** As a line of plain text. */
    String plain() {
        return gap ? "--- " + text + " ---" : text;
    }
}
