// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;

/**
 * A process of two carriers whose virtual threads stand, as class loading once made them: two wait
 * for a lock while they initialize a class, which keeps their carriers, and its owner waits for a
 * carrier. Prints what the liveness check says of it, now and half a minute later.
 */
final class Standstill {
    private static final Object LOCK = new Object();
    private static final CountDownLatch OWNED = new CountDownLatch(1);
    private static final CountDownLatch BOTH_BEGAN = new CountDownLatch(2);

    /** Of its own: who waits behind the owner for the same latch is woken by the owner. */
    private static final CountDownLatch BOTH_SEEN = new CountDownLatch(2);

    private static final class First {
        static {
            awaitLock();
        }

        private static void begin() {}
    }

    private static final class Second {
        static {
            awaitLock();
        }

        private static void begin() {}
    }

    private Standstill() {}

    private static void awaitLock() {
        BOTH_BEGAN.countDown();
        BOTH_SEEN.countDown();
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
    }

    private static void own() {
        synchronized (LOCK) {
            OWNED.countDown();
            try {
                BOTH_BEGAN.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Thread owner = Thread.ofVirtual().start(Standstill::own);
        OWNED.await();
        Thread.ofVirtual().start(First::begin);
        Thread.ofVirtual().start(Second::begin);
        BOTH_SEEN.await();
        boolean stands = !owner.join(Duration.ofSeconds(2));
        Instant now = Instant.now();
        Instant[] clock = {now};
        InstantSource source = () -> clock[0];
        var liveness = new VirtualThreadLiveness(task -> Thread.ofVirtual().start(task), source);
        Status first = liveness.call().getStatus();
        clock[0] = now.plusSeconds(30);
        System.out.println(
                (stands ? "stands " : "runs ") + first + " " + liveness.call().getStatus());
        Runtime.getRuntime().halt(0);
    }
}
