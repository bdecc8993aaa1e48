// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.log;

import dev.hornero.events.BuildId;
import dev.hornero.http.problem.ProblemException;
import dev.hornero.statusservice.imagebuild.Builds;
import dev.hornero.statusservice.imagebuild.model.BuildFacts;
import dev.hornero.statusservice.imagebuild.model.KnownBuild;
import dev.hornero.statusservice.notice.Change;
import dev.hornero.statusservice.notice.Changes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a log in parts, each when the caller has taken the one before. */
@Singleton
final class LogReader {
    /** Part of a log; without lines where none came for a while. */
    record Part(List<StoredLine> lines, boolean more, boolean complete) {}

    private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("log").start(task);

    private final LogStore logs;
    private final Builds builds;
    private final Changes changes;
    private final Clock clock;
    private final LogEnd end;
    private final Duration heartbeat;

    LogReader(LogStore logs, Builds builds, Changes changes, Clock clock, BuildLogConfig config) {
        this.logs = logs;
        this.builds = builds;
        this.changes = changes;
        this.clock = clock;
        this.end = new LogEnd(config.grace());
        this.heartbeat = config.heartbeat();
    }

    /** What is there now, after a place. */
    Multi<Part> stored(BuildId id, long place) {
        AtomicLong next = new AtomicLong(place);
        return Multi.createBy()
                .repeating()
                .uni(() -> onVirtualThread(() -> advance(next, read(id, next.get()))))
                .whilst(Part::more);
    }

    /**
     * What is there, be it nothing, at once, and what comes, after a place, until the log is
     * complete.
     */
    Multi<Part> followed(BuildId id, long place) {
        AtomicLong next = new AtomicLong(place);
        AtomicBoolean begun = new AtomicBoolean();
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        onVirtualThread(() ->
                                advance(
                                        next,
                                        begun.getAndSet(true)
                                                ? await(id, next.get())
                                                : read(id, next.get()))))
                .whilst(part -> !part.complete());
    }

    private static Uni<Part> onVirtualThread(Callable<Part> reading) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return reading.call();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("interrupted while waiting for a log", e);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException("cannot read a log", e);
                    }
                })
                .runSubscriptionOn(VIRTUAL);
    }

    private static Part advance(AtomicLong next, Part part) {
        if (!part.lines().isEmpty()) {
            next.set(part.lines().getLast().place());
        }
        return part;
    }

    private Part await(BuildId id, long place) throws InterruptedException {
        Semaphore changed = new Semaphore(0);
        Changes.Watcher watcher = new BuildWatcher(id, changed::release);
        changes.add(watcher);
        try {
            Part part = read(id, place);
            if (part.lines().isEmpty()
                    && !part.complete()
                    && changed.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                return read(id, place);
            }
            return part;
        } finally {
            changes.remove(watcher);
        }
    }

    private record BuildWatcher(BuildId id, Runnable whenChanged) implements Changes.Watcher {
        @Override
        public void changed(Change change) {
            if (change.build().equals(id)) {
                whenChanged.run();
            }
        }

        @Override
        public void missed() {
            whenChanged.run();
        }
    }

    private Part read(BuildId id, long place) {
        // First the build, then its log: what has ended by now has no line that comes later.
        Optional<BuildFacts> build = builds.find(id).map(KnownBuild::facts);
        LogPart part = logs.after(id, place);
        if (part.lines().isEmpty()) {
            checkKept(id);
        }
        boolean ended =
                build.map(facts -> end.reached(part.last(), facts, clock.instant()))
                        .orElse(part.last());
        return new Part(part.lines(), part.more(), ended && !part.more());
    }

    /** Throws a 404 where a log is not kept any longer. */
    void checkKept(BuildId id) {
        logs.keptUntil(id)
                .ifPresent(until -> {
                    throw ProblemException.notFound(
                            "The log of this build was kept until %s."
                                    .formatted(until.truncatedTo(ChronoUnit.SECONDS)));
                });
    }
}
