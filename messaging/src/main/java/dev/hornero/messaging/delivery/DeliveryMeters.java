// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what becomes of records, by topic and reason, and knows since when the oldest is retried.
 */
@Singleton
public final class DeliveryMeters {
    /** Why a record is tried again or given up. */
    enum Reason {
        MALFORMED,
        REJECTED,
        FAILED,
        PASSING
    }

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Object, Instant> retried = new ConcurrentHashMap<>();

    public DeliveryMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("hornero.messaging.retry.age", () -> retryAge().toMillis() / 1000.0)
                .description("How long the oldest record has been tried that still is")
                .baseUnit("seconds")
                .register(registry);
    }

    /** How long the oldest record has been tried that still is; zero where none is. */
    public Duration retryAge() {
        Optional<Instant> oldest = retried.values().stream().min(Comparator.naturalOrder());
        return oldest.map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    }

    void handled(String topic) {
        registry.counter("hornero.messaging.handled", "topic", topic).increment();
    }

    /** An attempt failed; {@code delivery} is the same object for every attempt of a record. */
    void retried(String topic, Reason reason, Object delivery) {
        retried.putIfAbsent(delivery, clock.instant());
        count("hornero.messaging.retried", topic, reason);
    }

    void givenUp(String topic, Reason reason) {
        count("hornero.messaging.given.up", topic, reason);
    }

    /** A record that nothing could be kept of. */
    void lost(String topic) {
        registry.counter("hornero.messaging.lost", "topic", topic).increment();
    }

    /** What was tried is no longer. */
    void ended(Object delivery) {
        retried.remove(delivery);
    }

    private void count(String name, String topic, Reason reason) {
        registry.counter(
                        name,
                        "topic",
                        topic,
                        "reason",
                        reason.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }
}
