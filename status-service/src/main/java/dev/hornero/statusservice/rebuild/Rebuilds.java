// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.rebuild;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Replays the topics into a fresh read model and switches to it. Meanwhile everybody reads the
 * active one, and what happens is written to both; since facts join in any order, the fresh one
 * knows as much when the replay has come to where the topics ended at its beginning. What an
 * instance leaves undone when it stops is taken up by the next that starts.
 */
@Singleton
public final class Rebuilds {
    private static final Logger LOG = Logger.getLogger(Rebuilds.class);
    private static final int ATTEMPTS = 5;
    private static final int PAUSE_SECONDS = 2;

    private final FreshReadModels readModels;
    private final History history;
    private final CountDownLatch shutdown = new CountDownLatch(1);

    Rebuilds(FreshReadModels readModels, History history) {
        this.readModels = readModels;
        this.history = history;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("rebuild").start(() -> interruptible(this::takeUp));
    }

    void stop(@Observes ShutdownEvent event) {
        shutdown.countDown();
    }

    /** Begins one in the background; false where one is running, here or elsewhere. */
    public boolean begin() {
        Optional<FreshReadModel> fresh = readModels.begin();
        fresh.ifPresent(begun ->
                Thread.ofVirtual()
                        .name("rebuild")
                        .start(() -> interruptible(() -> rebuild(begun))));
        return fresh.isPresent();
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void interruptible(Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeUp() throws InterruptedException {
        while (!stopsInPause()) {
            try {
                if (readModels.isOneBegun()) {
                    begin();
                }
                return;
            } catch (RuntimeException e) {
                LOG.debugf(e, "Not known yet whether a rebuild was left undone");
            }
        }
    }

    private void rebuild(FreshReadModel first) throws InterruptedException {
        int attempt = 1;
        Optional<FreshReadModel> fresh = Optional.of(first);
        while (fresh.isPresent() && !succeeds(fresh.get(), attempt) && attempt < ATTEMPTS) {
            attempt++;
            fresh = beginAgain();
        }
    }

    private boolean succeeds(FreshReadModel fresh, int attempt) {
        LOG.infof("Rebuild begins readModel=%d attempt=%d", fresh.number(), attempt);
        try (fresh) {
            history.replay(fresh.number(), fresh::add, this::stops);
            if (!stops()) {
                fresh.finish();
                LOG.infof("Rebuild ended readModel=%d", fresh.number());
            }
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rebuild failed readModel=%d attempt=%d", fresh.number(), attempt);
            return false;
        }
    }

    /** Empty where another instance has begun one, or this one stops. */
    private Optional<FreshReadModel> beginAgain() throws InterruptedException {
        while (!stopsInPause()) {
            try {
                return readModels.begin();
            } catch (RuntimeException e) {
                LOG.warnf("Rebuild cannot begin again yet reason=%s", e.getMessage());
            }
        }
        return Optional.empty();
    }

    private boolean stops() {
        return shutdown.getCount() == 0;
    }

    private boolean stopsInPause() throws InterruptedException {
        return shutdown.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    }
}
