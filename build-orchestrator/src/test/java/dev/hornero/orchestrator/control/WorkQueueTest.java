// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One who loses the lead is interrupted by it, and again when it is to stand anew. */
    @Test
    void whoStopsWaitsForWhatRunsHoweverOftenItIsInterrupted() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        WorkQueue<String> work = new WorkQueue<>((_, _) -> awaitEnd(end));
        work.request("build");
        Thread stops = Thread.ofVirtual().start(work::stop);
        await().atMost(PATIENCE).until(() -> stops.getState() == Thread.State.WAITING);

        stops.interrupt();

        assertThat(stops.join(Duration.ofMillis(200))).isFalse();
        end.countDown();
        assertThat(stops.join(PATIENCE)).isTrue();
    }

    @Test
    void workThatBrokeOffIsBegunAnewWhenItIsAskedForAgain() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        WorkQueue<String> work =
                new WorkQueue<>((_, _) -> {
                    if (begun.incrementAndGet() == 1) {
                        throw new StackOverflowError("as it happens");
                    }
                });
        work.request("build");

        await().dontCatchUncaughtExceptions()
                .atMost(PATIENCE)
                .until(() -> {
                    work.request("build");
                    return begun.get() > 1;
                });
        work.stop();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
