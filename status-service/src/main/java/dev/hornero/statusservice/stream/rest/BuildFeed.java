// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream.rest;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.build.Builds;
import dev.hornero.statusservice.build.rest.BuildRepresentation;
import dev.hornero.statusservice.build.rest.BuildRepresentations;
import dev.hornero.statusservice.stream.Change;
import dev.hornero.statusservice.stream.Changes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Reads each changed build once, however many clients watch, and hands it to all of them. Changes
 * of one build that come while others are read are one. A client that is too far behind is dropped,
 * and so is everybody when news may have been lost: they come again and read anew.
 */
@Singleton
final class BuildFeed implements Changes.Watcher {
    private static final Logger LOG = Logger.getLogger(BuildFeed.class);

    private final Changes changes;
    private final Builds builds;
    private final BuildRepresentations representations;
    private final int buffer;
    private final Set<MultiEmitter<? super BuildRepresentation>> clients =
            ConcurrentHashMap.newKeySet();
    private final Set<BuildId> changed = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private boolean stopped;

    BuildFeed(
            Changes changes,
            Builds builds,
            BuildRepresentations representations,
            StreamConfig config) {
        this.changes = changes;
        this.builds = builds;
        this.representations = representations;
        this.buffer = config.buffer();
    }

    void start(@Observes StartupEvent event) {
        changes.add(this);
        Thread.ofVirtual().name("build-feed").start(this::feedUntilShutdown);
    }

    void stop(@Observes ShutdownEvent event) {
        changes.remove(this);
        lock.lock();
        try {
            stopped = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        clients.forEach(MultiEmitter::complete);
    }

    /** Every build that changes from now on. */
    Multi<BuildRepresentation> watch() {
        return Multi.createFrom()
                .emitter(
                        client -> {
                            clients.add(client);
                            client.onTermination(() -> clients.remove(client));
                        },
                        buffer);
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.OfBuild(BuildId id) && !clients.isEmpty()) {
            lock.lock();
            try {
                changed.add(id);
                news.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void missed() {
        clients.forEach(MultiEmitter::complete);
    }

    private void feedUntilShutdown() {
        try {
            Optional<BuildId> next = take();
            while (next.isPresent()) {
                feed(next.get());
                next = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next changed build; nothing when the service stops. */
    private Optional<BuildId> take() throws InterruptedException {
        lock.lock();
        try {
            while (changed.isEmpty() && !stopped) {
                news.await();
            }
            Optional<BuildId> first = stopped ? Optional.empty() : changed.stream().findFirst();
            first.ifPresent(changed::remove);
            return first;
        } finally {
            lock.unlock();
        }
    }

    // Whatever keeps a build from being read must not end the feed.
    private void feed(BuildId id) {
        try {
            builds.find(id)
                    .map(representations::of)
                    .map(BuildRepresentation::withoutArguments)
                    .ifPresent(build -> clients.forEach(client -> client.emit(build)));
        } catch (RuntimeException e) {
            LOG.warnf(e, "Changed build could not be read buildId=%s", id);
            missed();
        }
    }
}
