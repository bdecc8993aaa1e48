// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts the processes of an installation stage by stage, keeps them running and serving, and stops
 * them in the reverse order. What was started before is what a process needs.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    /** The progress line counts the seconds, and a process may fail at any time. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final Home home;
    private final Progress progress;
    private final Probe probe = new Probe();
    private final List<List<Supervised>> started = new ArrayList<>();
    private boolean closed;

    public Supervisor(Home home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Starts the processes of a stage together and returns when all of them serve. */
    public void startStage(List<ProcessSpec> specs) throws InterruptedException {
        List<Supervised> stage;
        synchronized (this) {
            if (closed) {
                return;
            }
            List<Supervised> needs = started.stream().flatMap(List::stream).toList();
            stage =
                    specs.stream()
                            .map(spec -> new Supervised(spec, home, probe, progress, needs))
                            .toList();
            started.add(stage);
            stage.forEach(Supervised::start);
        }
        awaitReady(stage);
    }

    private void awaitReady(List<Supervised> stage) throws InterruptedException {
        long begin = System.nanoTime();
        while (!stage.stream().allMatch(each -> each.firstReady().isDone())) {
            requireNoFailure(stage);
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (waited.compareTo(START_LIMIT) > 0) {
                throw new QuickstartException(
                        "%s: not ready after %d s; the logs are in %s"
                                .formatted(names(stage), waited.toSeconds(), home.logs()));
            }
            progress.waitFor("Waiting for %s (%d s)".formatted(names(stage), waited.toSeconds()));
            Thread.sleep(POLL);
        }
        progress.done();
        requireNoFailure(stage);
    }

    private static void requireNoFailure(List<Supervised> stage) {
        for (Supervised each : stage) {
            if (each.firstReady().isCompletedExceptionally()) {
                throw each.firstReady().exceptionNow() instanceof QuickstartException why
                        ? why
                        : new IllegalStateException(
                                each.name() + " cannot be supervised",
                                each.firstReady().exceptionNow());
            }
        }
    }

    private static String names(List<Supervised> stage) {
        return stage.stream()
                .filter(each -> !each.firstReady().isDone())
                .map(Supervised::name)
                .collect(Collectors.joining(", "));
    }

    /** Stops everything, the last stage first, the processes of a stage at the same time. */
    @Override
    public void close() {
        List<List<Supervised>> stages;
        synchronized (this) {
            closed = true;
            stages = List.copyOf(started).reversed();
        }
        stages.forEach(Supervisor::stop);
    }

    private static void stop(List<Supervised> stage) {
        List<Thread> stops = new ArrayList<>();
        for (Supervised each : stage) {
            stops.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    each.stop();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
