// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.health;

import dev.hornero.messaging.delivery.Deliveries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/**
 * A service is alive only while its virtual threads run: {@link Deliveries} handles all records on
 * them. They can stop for good, each carrier pinned by one that waits for a lock while it loads a
 * class, and the lock's owner without a carrier; nothing but a restart ends that.
 */
@Liveness
@Singleton
final class VirtualThreadLiveness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Executor threads;
    private final InstantSource clock;

    /** When the one that has not run yet was started. */
    private final AtomicReference<@Nullable Instant> waiting = new AtomicReference<>();

    @Inject
    VirtualThreadLiveness(Clock clock) {
        this(task -> Thread.ofVirtual().name("liveness").start(task), clock);
    }

    VirtualThreadLiveness(Executor threads, InstantSource clock) {
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Instant now = clock.instant();
        if (waiting.compareAndSet(null, now)) {
            threads.execute(() -> waiting.set(null));
        }
        Instant since = waiting.get();
        Duration waited = since == null ? Duration.ZERO : Duration.between(since, now);
        return HealthCheckResponse.named("virtual threads")
                .status(waited.compareTo(PATIENCE) < 0)
                .withData("waitSeconds", waited.toSeconds())
                .build();
    }
}
