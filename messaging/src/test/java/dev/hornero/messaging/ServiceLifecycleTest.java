// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServiceLifecycleTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final ServiceLifecycle lifecycle = new ServiceLifecycle();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anAttemptIsRepeatedUntilItSucceeds() throws InterruptedException {
        boolean done = lifecycle.retry(SHORT, () -> attempts.incrementAndGet() == 3);

        assertThat(done).isTrue();
        assertThat(attempts).hasValue(3);
    }

    @Test
    void theFirstAttemptIsMadeAtOnce() throws InterruptedException {
        assertThat(lifecycle.retry(LONG, () -> true)).isTrue();
    }

    @Test
    void noAttemptIsRepeatedWhenTheServiceStops() throws InterruptedException {
        lifecycle.stop();

        boolean done =
                lifecycle.retry(
                        LONG,
                        () -> {
                            attempts.incrementAndGet();
                            return false;
                        });

        assertThat(done).isFalse();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aPauseEndsWhenTheServiceStops() throws Exception {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        CompletableFuture<Void> pausing = new CompletableFuture<>();
        lifecycle.start(
                "pause",
                () -> {
                    pausing.complete(null);
                    stopped.complete(lifecycle.stopsWithin(LONG));
                });
        pausing.get(10, TimeUnit.SECONDS);

        lifecycle.stop();

        assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceThatRunsPausesToTheEnd() throws InterruptedException {
        assertThat(lifecycle.stopsWithin(SHORT)).isFalse();
        assertThat(lifecycle.isStopping()).isFalse();
    }

    @Test
    void aServiceThatStopsIsStopping() {
        lifecycle.stop();

        assertThat(lifecycle.isStopping()).isTrue();
    }
}
