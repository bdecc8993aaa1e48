// SPDX-License-Identifier: Apache-2.0
package dev.hornero.scannerservice.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadSlotsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        hanging.countDown();
        threads.close();
    }

    @Test
    void aHostThatHangsLeavesPlacesForOthers() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(3, 2, later::add, new ReadsPerHostMeter(meters));
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
    void manyHostsThatHangLeavePlacesForOthersOnceTheyLastLongerThanMost() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(3, 2, later::add, new ReadsPerHostMeter(meters));
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(submit(slots, "hangs-" + i % 50, hanging::await));
        }
        await().atMost(LONG).until(() -> later.size() == 3);

        // When
        Future<?> other = submit(slots, "answers", () -> {});
        await().atMost(LONG)
                .until(() -> {
                    Optional.ofNullable(later.poll()).ifPresent(Runnable::run);
                    return other.isDone();
                });

        // Then
        other.get();
        assertThat(waiting).noneMatch(Future::isDone);
    }

    @Test
    void aFreePlaceGoesToTheHostWithTheFewestReads() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(2, 8, later::add, new ReadsPerHostMeter(meters));
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(2);
        Future<?> ending =
                submit(
                        slots,
                        "busy",
                        () -> {
                            taken.countDown();
                            first.await();
                        });
        Future<?> staying =
                submit(
                        slots,
                        "busy",
                        () -> {
                            taken.countDown();
                            hanging.await();
                        });
        taken.await();
        List<String> order = new CopyOnWriteArrayList<>();
        Future<?> next = submit(slots, "busy", () -> order.add("busy"));
        await().atMost(LONG).until(() -> slots.waiting() == 1);
        Future<?> other = submit(slots, "other", () -> order.add("other"));
        await().atMost(LONG).until(() -> slots.waiting() == 2);

        // When
        first.countDown();

        // Then
        next.get(60, TimeUnit.SECONDS);
        other.get(60, TimeUnit.SECONDS);
        assertThat(order).containsExactly("other", "busy");
        ending.get(60, TimeUnit.SECONDS);
        assertThat(staying).isNotDone();
    }

    @Test
    void whoIsInterruptedWhileWaitingHoldsNothing() throws Exception {
        ReadSlots slots = new ReadSlots(1, 1, later::add, new ReadsPerHostMeter(meters));
        CountDownLatch taken = new CountDownLatch(1);
        Future<?> holder =
                submit(
                        slots,
                        "host",
                        () -> {
                            taken.countDown();
                            hanging.await();
                        });
        taken.await();
        Future<?> given = submit(slots, "other", () -> {});
        await().atMost(LONG).until(() -> slots.waiting() == 1);

        given.cancel(true);

        await().atMost(LONG).until(() -> slots.hosts() == 1);
        hanging.countDown();
        holder.get(60, TimeUnit.SECONDS);
        assertThat(slots.hosts()).isZero();
        assertThat(slots.run("host", () -> "read")).isEqualTo("read");
    }

    @Test
    void noMoreThanSoManyHostsAreShown() {
        ReadsPerHostMeter watch = new ReadsPerHostMeter(meters);
        for (int i = 0; i < 100; i++) {
            watch.entered("host-" + i, () -> 1);
        }
        assertThat(meters.find("hornero.scan.in.flight").gauges()).hasSize(64);

        for (int i = 0; i < 100; i++) {
            watch.left("host-" + i);
        }
        assertThat(meters.find("hornero.scan.in.flight").gauges()).isEmpty();
    }

    @Test
    void theReadsInFlightAreShownPerHostWhileThereAreAny() throws Exception {
        // Given
        ReadSlots slots = new ReadSlots(3, 2, later::add, new ReadsPerHostMeter(meters));
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
        ReadSlots slots = new ReadSlots(2, 2, later::add, new ReadsPerHostMeter(meters));
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
        ReadSlots slots = new ReadSlots(1, 1, later::add, new ReadsPerHostMeter(meters));

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
