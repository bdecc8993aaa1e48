// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long a process has given no sign of life without an excuse.
 *
 * @param since when it began, in nanoseconds of the system's clock; empty while there is none
 */
record Silence(Optional<Long> since) {

    static final Silence NONE = new Silence(Optional.empty());

    /**
     * After another look.
     *
     * @param excused whether something that the process needs is away
     */
    Silence after(boolean sign, boolean excused, long now) {
        return sign || excused ? NONE : new Silence(Optional.of(since.orElse(now)));
    }

    Duration length(long now) {
        return since.map(begin -> Duration.ofNanos(now - begin)).orElse(Duration.ZERO);
    }
}
