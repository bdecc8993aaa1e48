// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.deadletter;

import java.util.List;
import java.util.Optional;

/** The dead letters on the broker. Throws a 503 while that is away. */
public interface DeadLetterTopics {
    /** The newest, at most {@code limit}, in no order. */
    List<DeadLetter> newest(int limit);

    Optional<DeadLetter> find(String id);

    /** Puts one back onto its topic for the group that gave up on it; returns when it is there. */
    void putBack(DeadLetter letter);
}
