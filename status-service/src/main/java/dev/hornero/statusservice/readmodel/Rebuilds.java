// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.readmodel;

import dev.hornero.messaging.ServiceLifecycle;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.statusservice.database.DatabaseException;
import dev.hornero.statusservice.database.ReadModelRebuild;
import dev.hornero.statusservice.database.ReadModels;
import dev.hornero.statusservice.notice.Notices;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Replays the topics into a fresh read model and switches to it. Meanwhile every instance reads the
 * active one and writes new events to both. Facts join in any order, so the fresh one is complete
 * when the replay has reached the ends that the topics had at its beginning. The next instance that
 * starts takes up a rebuild that another one left unfinished.
 */
@Singleton
final class Rebuilds {
    private static final Logger LOG = Logger.getLogger(Rebuilds.class);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ReadModels readModels;
    private final KafkaHistory history;
    private final ServiceLifecycle lifecycle;

    Rebuilds(ReadModels readModels, KafkaHistory history, ServiceLifecycle lifecycle) {
        this.readModels = readModels;
        this.history = history;
        this.lifecycle = lifecycle;
    }

    void start(@Observes StartupEvent event) {
        lifecycle.start("rebuild", this::takeUp);
    }

    /** Begins one in the background; false where one is running, here or elsewhere. */
    boolean begin() {
        Optional<ReadModelRebuild> fresh = readModels.begin();
        fresh.ifPresent(begun -> lifecycle.start("rebuild", () -> rebuild(begun)));
        return fresh.isPresent();
    }

    private void takeUp() throws InterruptedException {
        while (!lifecycle.stopsWithin(PAUSE)) {
            try {
                if (readModels.isOneBeingBuilt()) {
                    begin();
                }
                return;
            } catch (RuntimeException e) {
                LOG.debugf(e, "Not known yet whether a rebuild was left unfinished");
            }
        }
    }

    private void rebuild(ReadModelRebuild first) throws InterruptedException {
        int attempt = 1;
        Optional<ReadModelRebuild> fresh = Optional.of(first);
        while (fresh.isPresent() && !succeeds(fresh.get(), attempt) && attempt < ATTEMPTS) {
            attempt++;
            fresh = beginAgain();
        }
    }

    private boolean succeeds(ReadModelRebuild fresh, int attempt) {
        LOG.infof("Rebuild begins readModel=%d attempt=%d", fresh.number(), attempt);
        try (fresh) {
            history.replay(events -> add(fresh, events), lifecycle::isStopping);
            if (!lifecycle.isStopping()) {
                fresh.finish(Notices::allChanged);
                LOG.infof("Rebuild ended readModel=%d", fresh.number());
            }
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Rebuild failed readModel=%d attempt=%d", fresh.number(), attempt);
            return false;
        }
    }

    private static void add(ReadModelRebuild fresh, List<Envelope<?>> events) {
        try {
            fresh.write(EventRows.addingUnread(events));
        } catch (RuntimeException e) {
            if (DatabaseException.passes(e)) {
                throw e;
            }
            events.forEach(event -> addAlone(fresh, event));
        }
    }

    /** Leaves out an event that cannot be added: the service's own group has its dead letter. */
    private static void addAlone(ReadModelRebuild fresh, Envelope<?> event) {
        try {
            fresh.write(EventRows.addingUnread(List.of(event)));
        } catch (RuntimeException e) {
            if (DatabaseException.passes(e)) {
                throw e;
            }
            LOG.warnf(
                    "Event left out of a rebuild eventType=%s eventId=%s reason=%s",
                    event.type().typeName(), event.id(), e);
        }
    }

    /** Empty where another instance has begun one, or this one stops. */
    private Optional<ReadModelRebuild> beginAgain() throws InterruptedException {
        while (!lifecycle.stopsWithin(PAUSE)) {
            try {
                return readModels.begin();
            } catch (RuntimeException e) {
                LOG.warnf("Rebuild cannot begin again yet reason=%s", e.getMessage());
            }
        }
        return Optional.empty();
    }
}
