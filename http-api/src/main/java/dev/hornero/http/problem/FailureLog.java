// SPDX-License-Identifier: Apache-2.0
package dev.hornero.http.problem;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * What the caller does not learn stands in the log: our own faults each time, an outage once,
 * however many calls it fails.
 */
@Singleton
final class FailureLog {
    private static final Logger LOG = Logger.getLogger(FailureLog.class);

    /** An outage that failed no call for so long is over. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<Instant> lastOutage = new AtomicReference<>(Instant.MIN);

    FailureLog(Clock clock) {
        this.clock = clock;
    }

    void log(ProblemDocument document, Throwable failure) {
        if (document.status() == Problem.UNAVAILABLE.status()) {
            if (beginsOutage()) {
                LOG.warnf("Requests fail in an outage reason=%s", failure);
            }
        } else if (document.status() >= 500) {
            LOG.error("Request failed", failure);
        }
    }

    /** Whether this is the first failure of an outage. */
    boolean beginsOutage() {
        Instant now = clock.instant();
        Instant before = lastOutage.getAndSet(now);
        return before.equals(Instant.MIN) || before.plus(QUIET).isBefore(now);
    }
}
