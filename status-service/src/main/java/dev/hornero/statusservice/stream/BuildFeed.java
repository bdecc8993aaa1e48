// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.imagebuild.BuildRepresentation;
import dev.hornero.statusservice.imagebuild.BuildRepresentations;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.imagebuild.ChangedBuilds;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.Change;
import dev.hornero.statusservice.notice.ChangePosition;
import dev.hornero.statusservice.notice.Changes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Reads each changed build once, however many clients watch, and hands it to all of them. Changes
 * of one build that come while others are read are one. A client that is too far behind is
 * disconnected, and so is every client when changes may have been lost: it connects again and goes
 * on from there.
 */
@Singleton
final class BuildFeed implements Changes.Watcher {
    private static final Logger LOG = Logger.getLogger(BuildFeed.class);

    private final Changes changes;
    private final Builds builds;
    private final BuildRepresentations representations;
    private final int buffer;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Map<BuildId, Optional<ChangePosition>> changed = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
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

    /** What a client is sent. */
    sealed interface StreamEvent {
        /** A build as it is now. */
        record BuildChanged(BuildRepresentation build, Optional<ChangePosition> position)
                implements StreamEvent {}

        /** From this position on no change is missing. */
        record Position(ChangePosition position) implements StreamEvent {}

        /** What changed before this position is not known. */
        record Reset(ChangePosition position) implements StreamEvent {}
    }

    /** One that watches. Until it has caught up, what is new waits. */
    private static final class Client {
        private final MultiEmitter<? super StreamEvent> emitter;
        private final ReentrantLock order = new ReentrantLock();
        private final List<StreamEvent> waiting = new ArrayList<>();
        private boolean caughtUp;

        Client(MultiEmitter<? super StreamEvent> emitter) {
            this.emitter = emitter;
        }

        void send(StreamEvent event, int buffer) {
            order.lock();
            try {
                if (caughtUp) {
                    emitter.emit(event);
                } else if (waiting.size() < buffer) {
                    waiting.add(event);
                } else {
                    emitter.complete();
                }
            } finally {
                order.unlock();
            }
        }

        void catchUp(List<StreamEvent> missed) {
            order.lock();
            try {
                missed.forEach(emitter::emit);
                waiting.forEach(emitter::emit);
                waiting.clear();
                caughtUp = true;
            } finally {
                order.unlock();
            }
        }
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
            arrived.signal();
        } finally {
            lock.unlock();
        }
        clients.forEach(client -> client.emitter.complete());
    }

    /**
     * Every build that changes from now on, and before it what changed after the last that a client
     * received.
     *
     * @param last the id of that, as the client sent it
     */
    Multi<StreamEvent> watch(Optional<String> last) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Client client = new Client(emitter);
                            clients.add(client);
                            emitter.onTermination(() -> clients.remove(client));
                            Thread.ofVirtual()
                                    .name("build-feed-catch-up")
                                    .start(() -> catchUp(client, last));
                        },
                        // As many again as it may have missed
                        2 * buffer + 2);
    }

    // Registered by now, so that what changes while this reads is waiting.
    private void catchUp(Client client, Optional<String> last) {
        try {
            client.catchUp(missed(last));
        } catch (RuntimeException e) {
            LOG.warnf("A client cannot go on for now reason=%s", e);
            client.emitter.complete();
        }
    }

    private List<StreamEvent> missed(Optional<String> last) {
        if (last.isEmpty()) {
            return List.of(new StreamEvent.Position(builds.position()));
        }
        Optional<ChangePosition> position = last.flatMap(ChangePosition::read);
        if (position.isEmpty()) {
            return List.of(new StreamEvent.Reset(builds.position()));
        }
        ChangedBuilds missed = builds.changedAfter(position.get(), buffer);
        if (missed.builds().isEmpty()) {
            return List.of(new StreamEvent.Reset(missed.now()));
        }
        List<StreamEvent> all = new ArrayList<>();
        missed.builds().get().forEach(build -> all.add(event(build, Optional.empty())));
        all.add(new StreamEvent.Position(missed.now()));
        return all;
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.OfBuild(BuildId id, Optional<ChangePosition> position)
                && !clients.isEmpty()) {
            lock.lock();
            try {
                // The earlier position: between the two others may have changed
                changed.putIfAbsent(id, position);
                arrived.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void missed() {
        clients.forEach(client -> client.emitter.complete());
    }

    private void feedUntilShutdown() {
        try {
            Optional<Change.OfBuild> next = take();
            while (next.isPresent()) {
                feed(next.get());
                next = take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next changed build; nothing when the service stops. */
    private Optional<Change.OfBuild> take() throws InterruptedException {
        lock.lock();
        try {
            while (changed.isEmpty() && !stopped) {
                arrived.await();
            }
            if (stopped) {
                return Optional.empty();
            }
            Map.Entry<BuildId, Optional<ChangePosition>> first =
                    changed.entrySet().iterator().next();
            changed.remove(first.getKey());
            return Optional.of(new Change.OfBuild(first.getKey(), first.getValue()));
        } finally {
            lock.unlock();
        }
    }

    // A build that cannot be read must not end the feed.
    private void feed(Change.OfBuild change) {
        try {
            builds.find(change.build())
                    .map(build -> event(build, change.position()))
                    .ifPresent(one -> clients.forEach(client -> client.send(one, buffer)));
        } catch (RuntimeException e) {
            LOG.warnf("Changed build could not be read buildId=%s reason=%s", change.build(), e);
            missed();
        }
    }

    private StreamEvent event(KnownBuild build, Optional<ChangePosition> position) {
        return new StreamEvent.BuildChanged(representations.of(build).withoutArguments(), position);
    }
}
