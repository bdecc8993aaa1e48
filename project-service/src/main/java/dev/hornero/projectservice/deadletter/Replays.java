// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Which dead letters were put back. */
public interface Replays {
    /** When each was put back, of those that were. */
    Map<String, Instant> of(Collection<String> ids);

    /** Whether it is put back for the first time, now. */
    boolean remember(String id, String by);
}
