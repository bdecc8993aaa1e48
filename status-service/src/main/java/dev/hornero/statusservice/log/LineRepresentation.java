// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a log.
 *
 * @param cursor to go on after this line
 * @param gap true where lines are missing, else absent
 */
record LineRepresentation(
        String cursor, Instant time, String container, String text, Optional<Boolean> gap) {
    static LineRepresentation of(StoredLine line) {
        return new LineRepresentation(
                Long.toString(line.place()),
                line.line().time(),
                line.line().container(),
                line.line().text(),
                line.gap() ? Optional.of(true) : Optional.empty());
    }
}
