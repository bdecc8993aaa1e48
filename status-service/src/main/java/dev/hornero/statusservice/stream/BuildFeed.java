// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.stream;

import dev.hornero.events.BuildId;
import dev.hornero.statusservice.imagebuild.BuildRepresentation;
import dev.hornero.statusservice.imagebuild.BuildRepresentations;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.imagebuild.ChangedBuilds;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.Change;
import dev.hornero.statusservice.notice.Changes;
import dev.hornero.statusservice.notice.Mark;
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
 * of one build that come while others are read are one. A client that is too far behind is dropped,
 * and so is everybody when news may have been lost: they come again and go on where they were.
 */
@Singleton
final class BuildFeed implements Changes.Watcher {
    private static final Logger LOG = Logger.getLogger(BuildFeed.class);

    private final Changes changes;
    private final Builds builds;
    private final BuildRepresentations representations;
    private final int buffer;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Map<BuildId, Optional<Mark>> changed = new LinkedHashMap<>();
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

    /** What a client hears. */
    sealed interface News {
        /** A build as it is now. */
        record OfBuild(BuildRepresentation build, Optional<Mark> mark) implements News {}

        /** From here on nothing is missing. */
        record Here(Mark mark) implements News {}

        /** What changed before is not known. */
        record StartOver(Mark mark) implements News {}
    }

    /** One that watches. Until it has caught up, what is new waits. */
    private static final class Client {
        private final MultiEmitter<? super News> emitter;
        private final ReentrantLock order = new ReentrantLock();
        private final List<News> waiting = new ArrayList<>();
        private boolean caughtUp;

        Client(MultiEmitter<? super News> emitter) {
            this.emitter = emitter;
        }

        void tell(News news, int buffer) {
            order.lock();
            try {
                if (caughtUp) {
                    emitter.emit(news);
                } else if (waiting.size() < buffer) {
                    waiting.add(news);
                } else {
                    emitter.complete();
                }
            } finally {
                order.unlock();
            }
        }

        void catchUp(List<News> missed) {
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
            news.signal();
        } finally {
            lock.unlock();
        }
        clients.forEach(client -> client.emitter.complete());
    }

    /**
     * Every build that changes from now on, and before it what changed after the last that a client
     * heard.
     *
     * @param last the id of that, as the client sent it
     */
    Multi<News> watch(Optional<String> last) {
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

    private List<News> missed(Optional<String> last) {
        if (last.isEmpty()) {
            return List.of(new News.Here(builds.mark()));
        }
        Optional<Mark> mark = last.flatMap(Mark::read);
        if (mark.isEmpty()) {
            return List.of(new News.StartOver(builds.mark()));
        }
        ChangedBuilds missed = builds.changedAfter(mark.get(), buffer);
        if (missed.builds().isEmpty()) {
            return List.of(new News.StartOver(missed.now()));
        }
        List<News> all = new ArrayList<>();
        missed.builds().get().forEach(build -> all.add(news(build, Optional.empty())));
        all.add(new News.Here(missed.now()));
        return all;
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.OfBuild(BuildId id, Optional<Mark> mark)
                && !clients.isEmpty()) {
            lock.lock();
            try {
                // The earlier mark: between the two others may have changed
                changed.putIfAbsent(id, mark);
                news.signal();
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
                news.await();
            }
            if (stopped) {
                return Optional.empty();
            }
            Map.Entry<BuildId, Optional<Mark>> first = changed.entrySet().iterator().next();
            changed.remove(first.getKey());
            return Optional.of(new Change.OfBuild(first.getKey(), first.getValue()));
        } finally {
            lock.unlock();
        }
    }

    // Whatever keeps a build from being read must not end the feed.
    private void feed(Change.OfBuild change) {
        try {
            builds.find(change.build())
                    .map(build -> news(build, change.mark()))
                    .ifPresent(one -> clients.forEach(client -> client.tell(one, buffer)));
        } catch (RuntimeException e) {
            LOG.warnf("Changed build could not be read buildId=%s reason=%s", change.build(), e);
            missed();
        }
    }

    private News news(KnownBuild build, Optional<Mark> mark) {
        return new News.OfBuild(representations.of(build).withoutArguments(), mark);
    }
}
