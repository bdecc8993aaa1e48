// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.events.log.BuildLogAppended;

/**
 * The stored logs. A line is stored once, by its identity (pod, container, time, ordinal), and
 * keeps its place; places are given in the order of arrival, so whoever reads on from a place
 * misses nothing.
 */
public interface Logs {
    void append(BuildLogAppended event);

    /** The lines after a place, 0 being the beginning, at most {@code limit}. */
    LogPart after(BuildId id, long place, int limit);
}
