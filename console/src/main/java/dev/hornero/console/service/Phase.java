// SPDX-License-Identifier: Apache-2.0
package dev.hornero.console.service;

import java.util.Locale;

/** Where a build stands, by the names of the REST API: the console shares no type with it. */
public enum Phase {
    REQUESTED,
    NEEDS_VALUES,
    QUEUED,
    LAUNCHED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Nothing comes after it. */
    public boolean isEnd() {
        return compareTo(SUCCEEDED) >= 0;
    }

    /** For people: {@code needs values}. */
    public String label() {
        return name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
