// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.log.LogLine;

/**
 * A line of a log.
 *
 * @param place in the log, from 1; places may be left out
 */
record StoredLine(long place, LogLine line) {
    StoredLine {
        requireNonNull(line, "line");
    }

    /** Whether lines are missing here, and the text says why. */
    boolean gap() {
        return line.kind().is(LogLine.Kind.GAP);
    }

    /** As a line of plain text. */
    String plain() {
        return gap() ? "--- " + line.text() + " ---" : line.text();
    }
}
