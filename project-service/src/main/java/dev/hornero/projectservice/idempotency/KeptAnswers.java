// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.idempotency;

import dev.hornero.events.Sealed;
import java.util.Optional;

/** What was answered under which key. Kept for {@link RepeatedRequests#KEPT}. */
public interface KeptAnswers {
    /**
     * Takes a key for this transaction, or finds what it was answered with. Another transaction
     * that has taken it is waited for.
     */
    Optional<Sealed> take(Use use);

    /** Keeps the answer under a key that was taken. */
    void keep(Use use, Sealed answer);

    /**
     * A key in its surroundings: those of other callers, or for other things, are other keys.
     *
     * @param caller the name of the API key
     * @param operation what is asked for
     */
    record Use(String caller, String operation, String key) {}
}
