// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.events.Code;
import dev.hornero.events.log.LogLine;
import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Observation.ContainerState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Reads the logs of one Pod from its first container to the end of its last, on a thread of its
 * own. The caller reports what is seen of the Pod; lines go to a queue that another thread empties.
 */
final class PodLogFollower implements Runnable {
    private static final Logger LOG = Logger.getLogger(PodLogFollower.class);
    private static final List<String> ORDER = List.of(Containers.CHECKOUT, Containers.BUILD);
    private static final int QUEUED = 1_000;
    private static final long RETRY_MILLIS = 500;

    /** How long the kubelet may take to say that a container ended whose log did. */
    private static final long REPORT_MILLIS = 3_000;

    /** A line, or with none the end of the Pod's log. */
    record Entry(Optional<LogLine> line) {}

    private final String namespace;
    private final ContainerLogs logs;
    private final LogConfig config;
    private final Clock clock;
    private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(QUEUED);
    private final Semaphore changes = new Semaphore(0);

    /** Counts each line when it comes and when there was room for it. */
    private final AtomicLong taken = new AtomicLong();

    private Observation.Pod pod;
    private boolean gone;

    PodLogFollower(
            String namespace,
            Observation.Pod pod,
            ContainerLogs logs,
            LogConfig config,
            Clock clock) {
        this.namespace = namespace;
        this.pod = pod;
        this.logs = logs;
        this.config = config;
        this.clock = clock;
    }

    BlockingQueue<Entry> entries() {
        return entries;
    }

    synchronized void see(Observation.Pod seen) {
        pod = seen;
        changes.release();
        notifyAll();
    }

    synchronized void isGone() {
        gone = true;
        changes.release();
        notifyAll();
    }

    @Override
    public void run() {
        try {
            for (String container : ORDER) {
                follow(container);
            }
            entries.put(new Entry(Optional.empty()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(String container) throws InterruptedException {
        if (!awaitStart(container)) {
            return;
        }
        LineReader reader = new LineReader(config.charactersPerLine());
        long giveUpAt = Long.MAX_VALUE;
        while (true) {
            boolean over = isOver(container);
            try (InputStream log = logs.open(namespace, name(), container, reader.since())) {
                read(container, reader, log);
                Instant end = clock.instant();
                if (over || endedBefore(container, end)) {
                    return;
                }
            } catch (IOException e) {
                LOG.debugf(
                        "Log interrupted pod=%s container=%s reason=%s",
                        name(), container, e.getMessage());
                if (isGone(container, reader)) {
                    return;
                }
            }
            if (over || isOver(container)) {
                giveUpAt = Math.min(giveUpAt, System.nanoTime() + config.patience().toNanos());
                if (System.nanoTime() > giveUpAt) {
                    lost(container, reader, "The rest of this container's log could not be read.");
                    return;
                }
            }
            pause();
        }
    }

    private void read(String container, LineReader reader, InputStream log)
            throws IOException, InterruptedException {
        AtomicBoolean silent = new AtomicBoolean();
        Thread guard =
                Thread.ofVirtual()
                        .name("log guard " + name())
                        .start(() -> closeWhenSilent(container, log, silent));
        try {
            reader.read(
                    log,
                    line -> {
                        taken.incrementAndGet();
                        put(container, line);
                        taken.incrementAndGet();
                    });
        } finally {
            guard.interrupt();
        }
        if (silent.get()) {
            throw new IOException("nothing came any more");
        }
    }

    /**
     * A connection that was lost without a word looks like one to a container that says nothing;
     * but one that has ended will say nothing more.
     */
    private void closeWhenSilent(String container, InputStream log, AtomicBoolean silent) {
        try {
            awaitEnd(container);
            long before = -1;
            while (taken.get() != before || before % 2 != 0) {
                before = taken.get();
                // A lost connection gives no sign; only bytes that come would.
                Thread.sleep(config.patience());
            }
            silent.set(true);
            log.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debugf("Log of a Pod could not be closed pod=%s", name());
        }
    }

    private synchronized void awaitEnd(String container) throws InterruptedException {
        while (!isOver(container)) {
            wait();
        }
    }

    /** Waits until the container runs or has run; false when it never will. */
    private synchronized boolean awaitStart(String container) throws InterruptedException {
        while (true) {
            ContainerState state =
                    pod.container(container)
                            .map(Observation.Container::state)
                            .orElse(new ContainerState.Waiting("", ""));
            if (!(state instanceof ContainerState.Waiting)) {
                return true;
            }
            if (gone || pod.over()) {
                return false;
            }
            wait();
        }
    }

    private synchronized boolean isOver(String container) {
        return gone
                || pod.over()
                || pod.container(container)
                        .map(Observation.Container::state)
                        .filter(ContainerState.Terminated.class::isInstance)
                        .isPresent();
    }

    /** Whether a stream that has come to its end had the container's last line; waits to know. */
    private synchronized boolean endedBefore(String container, Instant end)
            throws InterruptedException {
        long giveUpAt = System.nanoTime() + REPORT_MILLIS * 1_000_000;
        while (!isOver(container)) {
            long left = (giveUpAt - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return pod.container(container)
                .flatMap(PodLogFollower::finishedAt)
                .filter(at -> !at.isAfter(end))
                .isPresent();
    }

    private static Optional<Instant> finishedAt(Observation.Container container) {
        return container.state() instanceof ContainerState.Terminated ended
                ? Optional.of(ended.finishedAt())
                : Optional.empty();
    }

    private boolean isGone(String container, LineReader reader) throws InterruptedException {
        synchronized (this) {
            if (!gone) {
                return false;
            }
        }
        lost(container, reader, "The Pod is gone, and what it still logged with it.");
        return true;
    }

    private void lost(String container, LineReader reader, String message)
            throws InterruptedException {
        Instant after = reader.since().orElse(Instant.EPOCH).plusNanos(1);
        put(container, after, 0, LogLine.Kind.GAP, message);
    }

    private void put(String container, LineReader.Line line) throws InterruptedException {
        Instant time = line.at().time();
        if (line.afterGap()) {
            String message = "Lines are missing here: the node rotated the log.";
            put(container, time.minusNanos(1), 0, LogLine.Kind.GAP, message);
        }
        put(container, time, line.at().ordinal(), LogLine.Kind.OUTPUT, line.text());
    }

    private void put(String container, Instant time, int ordinal, LogLine.Kind kind, String text)
            throws InterruptedException {
        LogLine line = new LogLine(uid(), container, time, ordinal, Code.of(kind), text);
        entries.put(new Entry(Optional.of(line)));
    }

    private synchronized String name() {
        return pod.name();
    }

    private synchronized String uid() {
        return pod.uid();
    }

    private void pause() throws InterruptedException {
        if (changes.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            changes.drainPermits();
        }
    }
}
