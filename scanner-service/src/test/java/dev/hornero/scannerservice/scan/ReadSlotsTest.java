// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadSlotsTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch hanging = new CountDownLatch(1);

    @AfterEach
    void end() {
        hanging.countDown();
        threads.close();
    }

    @Test
    void aHostThatHangsLeavesPlacesForOthers() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(3, 2, new HostMeters(meters));
        CountDownLatch taken = new CountDownLatch(2);
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(
                    submit(
                            slots,
                            "hangs",
                            () -> {
                                taken.countDown();
                                hanging.await();
                            }));
        }
        taken.await();

        // When
        Future<?> other = submit(slots, "answers", () -> {});

        // Then
        other.get(60, TimeUnit.SECONDS);
        assertThat(waiting).noneMatch(Future::isDone);
    }

    @Test
    void theReadsInFlightAreShownPerHostWhileThereAreAny() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(3, 2, new HostMeters(meters));
        CountDownLatch taken = new CountDownLatch(2);
        List<Future<?>> reads = new ArrayList<>();

        // When
        for (int i = 0; i < 5; i++) {
            reads.add(
                    submit(
                            slots,
                            "git.example.com",
                            () -> {
                                taken.countDown();
                                hanging.await();
                            }));
        }
        taken.await();

        // Then
        assertThat(meters.get("hornero.scan.in.flight").tag("host", "git.example.com").gauge())
                .extracting(Gauge::value)
                .isEqualTo(2.0);
        hanging.countDown();
        for (Future<?> read : reads) {
            read.get(60, TimeUnit.SECONDS);
        }
        assertThat(meters.find("hornero.scan.in.flight").gauges()).isEmpty();
    }

    @Test
    void noMoreReadsRunAtATimeThanAllowed() throws Exception {
        ReadSlots slots = new ReadSlots(2, 2, new HostMeters(meters));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<?>> reads = new ArrayList<>();

        for (int i = 0; i < 50; i++) {
            reads.add(
                    submit(
                            slots,
                            "host-" + i % 5,
                            () -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                running.decrementAndGet();
                            }));
        }
        for (Future<?> read : reads) {
            read.get(60, TimeUnit.SECONDS);
        }

        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aReadThatFailsGivesItsPlaceBack() throws Exception {
        ReadSlots slots = new ReadSlots(1, 1, new HostMeters(meters));

        assertThatThrownBy(() ->
                        slots.run(
                                "host",
                                () -> {
                                    throw new IllegalStateException("broken");
                                }))
                .hasMessage("broken");

        assertThat(slots.run("host", () -> "read")).isEqualTo("read");
        assertThat(slots.hosts()).isZero();
    }

    private interface Read {
        void run() throws Exception;
    }

    private Future<?> submit(ReadSlots slots, String host, Read read) {
        return threads.submit(() ->
                slots.run(
                        host,
                        () -> {
                            read.run();
                            return null;
                        }));
    }
}
