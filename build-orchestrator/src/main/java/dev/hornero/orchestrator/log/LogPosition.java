// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import java.time.Instant;
import java.util.Comparator;

/** Where a line stands in its container's log: its time, and its number among those of the time. */
record LogPosition(Instant time, int ordinal) implements Comparable<LogPosition> {
    private static final Comparator<LogPosition> ORDER =
            Comparator.comparing(LogPosition::time).thenComparingInt(LogPosition::ordinal);

    /** The position of a line printed at a time right after this one. */
    LogPosition next(Instant at) {
        return at.equals(time) ? new LogPosition(time, ordinal + 1) : new LogPosition(at, 0);
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }
}
