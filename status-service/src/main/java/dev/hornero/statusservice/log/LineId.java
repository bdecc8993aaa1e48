// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.log.LogLine;
import java.time.Instant;

/** What makes a line the one that it is, however often it is delivered. */
record LineId(String pod, String container, Instant time, int ordinal) {
    static LineId of(LogLine line) {
        return new LineId(line.pod(), line.container(), line.time(), line.ordinal());
    }
}
