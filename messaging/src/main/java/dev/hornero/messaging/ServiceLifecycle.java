// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts the background tasks of a service and signals when the service stops. Nothing joins their
 * threads: a task has to end soon after {@link #isStopping}.
 */
@Singleton
public final class ServiceLifecycle {
    private final CountDownLatch shutdown = new CountDownLatch(1);

    /** Work on a thread of its own. */
    @FunctionalInterface
    public interface Task {
        void run() throws InterruptedException;
    }

    /** Work that may have to be tried again. */
    @FunctionalInterface
    public interface Attempt {
        /** Returns whether it is done; false has it tried again. */
        boolean succeeds() throws InterruptedException;
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        shutdown.countDown();
    }

    /** Starts a task on a virtual thread; the task may end by {@link InterruptedException}. */
    public void start(String name, Task task) {
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /**
     * Repeats an attempt until it succeeds, with a pause after each that does not.
     *
     * @return false where the service stops first
     */
    public boolean retry(Duration pause, Attempt attempt) throws InterruptedException {
        while (!attempt.succeeds()) {
            if (stopsWithin(pause)) {
                return false;
            }
        }
        return true;
    }

    /** Waits, and returns early with true when the service stops. */
    public boolean stopsWithin(Duration pause) throws InterruptedException {
        return shutdown.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the service stops. */
    public boolean isStopping() {
        return shutdown.getCount() == 0;
    }
}
