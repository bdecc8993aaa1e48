// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.process;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hornero.quickstart.QuickstartException;
import dev.hornero.quickstart.home.Home;
import dev.hornero.quickstart.progress.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One process that is started again when it ends by itself, or lives on and serves no more. */
final class Supervised {

    private static final int DEATHS_BEFORE_GIVING_UP = 4;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 100;
    private static final long WATCH_MILLIS = 1_000;

    private final ProcessSpec spec;
    private final LogFile log;
    private final PidFile pidFile;
    private final Probe probe;
    private final Progress progress;
    private final List<Supervised> needs;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable Process current;
    private volatile boolean serving;

    /**
     * Not yet started.
     *
     * @param needs processes without which this one may be silent
     */
    Supervised(
            ProcessSpec spec, Home home, Probe probe, Progress progress, List<Supervised> needs) {
        this.spec = spec;
        this.log = new LogFile(home.log(spec.name()));
        this.pidFile = PidFile.of(home.pids(), spec.name());
        this.probe = probe;
        this.progress = progress;
        this.needs = List.copyOf(needs);
    }

    String name() {
        return spec.name();
    }

    /** Completes when it serves for the first time, or with the reason why it never will. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    void start() {
        log.rotateWhenLarge();
        Thread.ofVirtual().name("supervise-" + spec.name()).start(this::keepRunning);
    }

    private void keepRunning() {
        try {
            Backoff backoff = Backoff.NONE;
            while (!isStopping()) {
                long started = System.nanoTime();
                long logStart = log.size();
                Process process = launch();
                if (process == null) {
                    return;
                }
                if (becameReady(process, logStart)) {
                    progress.say(
                            "%s is %s after %s"
                                    .formatted(
                                            spec.name(),
                                            firstReady.isDone() ? "back" : "ready",
                                            seconds(since(started))));
                    firstReady.complete(null);
                    serving = true;
                    watch(process);
                }
                int status = process.waitFor();
                serving = false;
                if (isStopping()) {
                    return;
                }
                backoff = backoff.afterDeath(since(started));
                if (!firstReady.isDone() && backoff.deathsInARow() >= DEATHS_BEFORE_GIVING_UP) {
                    firstReady.completeExceptionally(new QuickstartException(whyNot(status)));
                    return;
                }
                progress.say(
                        "%s ended with exit code %d; starting it again in %s"
                                .formatted(spec.name(), status, seconds(backoff.delay())));
                stopping.await(backoff.delay().toMillis(), MILLISECONDS);
            }
        } catch (InterruptedException | RuntimeException e) {
            firstReady.completeExceptionally(e);
        }
    }

    private synchronized @Nullable Process launch() {
        if (isStopping()) {
            return null;
        }
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        // What the user set for other applications is not for these
        builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|KAFKA|MP)_.*"));
        builder.environment().putAll(spec.environment());
        try {
            Process process = builder.start();
            pidFile.write(process.toHandle());
            process.getOutputStream().close();
            current = process;
            return process;
        } catch (IOException e) {
            throw new QuickstartException(
                    "%s cannot be started: %s".formatted(spec.name(), e.getMessage()), e);
        }
    }

    private boolean becameReady(Process process, long logStart) throws InterruptedException {
        while (!probe.isReady(spec.readiness(), log, logStart)) {
            if (isStopping() || process.waitFor(POLL_MILLIS, MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the process has ended, by itself or because it was silent for too long. */
    private void watch(Process process) throws InterruptedException {
        Map<Watch, Silence> silences = new HashMap<>();
        while (!process.waitFor(WATCH_MILLIS, MILLISECONDS)) {
            boolean excused = isStopping() || needs.stream().anyMatch(need -> !need.serving);
            boolean allSigns = true;
            for (Watch watch : spec.watches()) {
                boolean sign = probe.isReady(watch.sign(), log, 0);
                allSigns &= sign;
                Silence silence =
                        silences.getOrDefault(watch, Silence.NONE)
                                .after(sign, excused, System.nanoTime());
                silences.put(watch, silence);
                if (silence.length(System.nanoTime()).compareTo(watch.limit()) >= 0) {
                    progress.say(
                            "%s runs and has not served for %s; restarting it"
                                    .formatted(spec.name(), seconds(watch.limit())));
                    end(process);
                    return;
                }
            }
            serving = allSigns;
        }
    }

    /** SIGTERM, which a process that is stopped never hears, and SIGKILL soon after. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LAST_WORDS.toMillis(), MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
        OwnSession.killRest(process.pid());
    }

    /** Ends it for good: SIGTERM, and SIGKILL for what is still there after a while. */
    void stop() throws InterruptedException {
        Process process;
        synchronized (this) {
            stopping.countDown();
            process = current;
        }
        if (process != null) {
            process.destroy();
            if (!process.waitFor(STOP_PATIENCE.toMillis(), MILLISECONDS)) {
                progress.say(spec.name() + " does not stop; killing it");
                process.destroyForcibly().waitFor();
            }
            OwnSession.killRest(process.pid());
            pidFile.delete();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private String whyNot(int status) {
        return "%s does not start (exit code %d): %s; its log is %s"
                .formatted(spec.name(), status, String.join(" ", log.tail(1)).strip(), log.path());
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }
}
