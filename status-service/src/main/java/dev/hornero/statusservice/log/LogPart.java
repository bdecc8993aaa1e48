// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import java.util.List;

/**
 * Lines of a log that follow each other.
 *
 * @param more lines after these are stored
 * @param last the log is complete with the lines that are stored
 */
record LogPart(List<StoredLine> lines, boolean more, boolean last) {
    LogPart {
        lines = List.copyOf(lines);
    }
}
