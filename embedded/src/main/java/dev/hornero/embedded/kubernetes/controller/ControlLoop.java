// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ObjectStore;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs one controller: one object at a time, after changes and when it asked to look again. */
public final class ControlLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ControlLoop.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final Controller controller;
    private final Clock clock;
    private final Appointments appointments = new Appointments();
    private final Thread thread;

    private ControlLoop(ObjectStore store, Controller controller, Clock clock) {
        this.store = store;
        this.controller = controller;
        this.clock = clock;
        this.thread =
                Thread.ofVirtual().name("controller-" + controller.name()).unstarted(this::run);
    }

    public static ControlLoop start(ObjectStore store, Controller controller, Clock clock) {
        var loop = new ControlLoop(store, controller, clock);
        loop.thread.start();
        return loop;
    }

    /** Returns once the step under way is done. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!store.isClosed()) {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the store is closed, or has forgotten changes that were not looked at yet. */
    private void follow() throws InterruptedException {
        try {
            long version = startOver();
            while (!store.isClosed()) {
                List<Change> changes = nextChanges(version);
                Set<ObjectKey> due = new LinkedHashSet<>();
                for (Change change : changes) {
                    due.addAll(controller.affectedBy(change));
                    version = change.resourceVersion();
                }
                due.addAll(appointments.due(clock.instant()));
                due.forEach(this::look);
            }
        } catch (ApiException expired) {
            LOG.log(
                    Level.WARNING,
                    "controller fell behind, begins again name=" + controller.name());
        }
    }

    private long startOver() {
        long version = store.version();
        controller.all().forEach(this::look);
        return version;
    }

    private List<Change> nextChanges(long version) throws InterruptedException {
        Duration patience =
                appointments
                        .next()
                        .map(next -> Duration.between(clock.instant(), next))
                        .filter(left -> left.compareTo(IDLE) < 0)
                        .orElse(IDLE);
        return store.changesAfter(version, patience.isNegative() ? Duration.ZERO : patience);
    }

    private void look(ObjectKey key) {
        appointments.remove(key);
        Optional<Instant> again;
        try {
            again = store.atomically(() -> controller.reconcile(key));
        } catch (RuntimeException e) {
            if (store.isClosed() || Thread.currentThread().isInterrupted()) {
                return;
            }
            LOG.log(
                    Level.WARNING,
                    "controller failed, tries again controller=%s object=%s"
                            .formatted(controller.name(), key),
                    e);
            again = Optional.of(clock.instant().plus(AFTER_FAILURE));
        }
        again.ifPresent(at -> appointments.put(key, at));
    }
}
