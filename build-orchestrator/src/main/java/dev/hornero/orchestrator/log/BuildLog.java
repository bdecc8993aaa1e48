// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import dev.hornero.events.job.BuildStep;
import dev.hornero.events.log.LogLine;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.BuildStateChange;
import dev.hornero.orchestrator.imagebuild.model.Containers;
import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The log of one build while it is followed: each of its Pods in turn, in batches to the topic. */
final class BuildLog {
    private static final Logger LOG = Logger.getLogger(BuildLog.class);
    private static final long RETRY_MILLIS = 1_000;

    private final BuildJob job;
    private final ContainerLogs logs;
    private final BuildEventPublisher publisher;
    private final LogConfig config;
    private final Clock clock;
    private final Supplier<Optional<Scrubber>> scrubbers;
    private final Runnable changed;
    private final Map<String, PodLogFollower> followers = new HashMap<>();
    private final Map<String, Thread> passing = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Set once the build's secrets were read. */
    private volatile Optional<Scrubber> known = Optional.empty();

    /** Of the last Pod: what the cluster took away before says nothing about the end. */
    private volatile LogEvidenceCollector evidence = new LogEvidenceCollector();

    BuildLog(
            BuildJob job,
            ContainerLogs logs,
            BuildEventPublisher publisher,
            LogConfig config,
            Clock clock,
            Supplier<Optional<Scrubber>> scrubbers,
            Runnable changed) {
        this.job = job;
        this.logs = logs;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
        this.scrubbers = scrubbers;
        this.changed = changed;
    }

    synchronized void see(Observation seen) {
        for (Observation.Pod pod : seen.pods()) {
            PodLogFollower known = followers.get(pod.uid());
            PodLogFollower follower = known == null ? follow(pod) : known;
            if (known != null) {
                known.see(pod);
            }
            if (pod.gone()) {
                follower.isGone();
            }
        }
        followers.forEach((uid, follower) -> {
            if (seen.pods().stream().noneMatch(pod -> pod.uid().equals(uid))) {
                follower.isGone();
            }
        });
    }

    private PodLogFollower follow(Observation.Pod pod) {
        PodLogFollower follower =
                new PodLogFollower(job.location().namespace(), pod, logs, config, clock);
        followers.put(pod.uid(), follower);
        LogEvidenceCollector own = new LogEvidenceCollector();
        evidence = own;
        threads.add(Thread.ofVirtual().name("log " + pod.name()).start(follower));
        Thread pass =
                Thread.ofVirtual()
                        .name("log batches " + pod.name())
                        .unstarted(() -> passOn(pod.uid(), follower, own));
        passing.put(pod.uid(), pass);
        threads.add(pass);
        pass.start();
        return follower;
    }

    /** Whether every line that could be read is on the topic. */
    synchronized boolean complete(Observation seen) {
        return seen.pods().stream().allMatch(pod -> followers.containsKey(pod.uid()))
                && passing.isEmpty();
    }

    /** Without its secrets a failure's text cannot be shown either. */
    BuildOutcome.Failure scrubbed(BuildOutcome.Failure failure) {
        Optional<Scrubber> scrubber = known;
        return new BuildOutcome.Failure(
                failure.reason(),
                scrubber.map(s -> s.scrub(failure.message()))
                        .orElse("Why cannot be shown, since the build's secrets are gone."),
                failure.exitCode(),
                scrubber.flatMap(s -> failure.instruction().map(s::scrub)));
    }

    LogEvidence evidence() {
        return evidence.seen();
    }

    synchronized void stop() {
        threads.forEach(Thread::interrupt);
    }

    private void passOn(String pod, PodLogFollower follower, LogEvidenceCollector own) {
        try {
            known = untilDone(scrubbers);
            Optional<Scrubber.Stream> scrubber = known.map(Scrubber::stream);
            boolean more = true;
            while (more) {
                List<LogLine> batch = new ArrayList<>();
                more = collect(follower, batch);
                // Without its secrets a log cannot be shown.
                batch = scrubber.isEmpty() ? List.of() : scrubbed(batch, scrubber.get());
                if (!batch.isEmpty()) {
                    batch.forEach(line -> own.add(line.text()));
                    publish(batch);
                }
            }
            synchronized (this) {
                passing.remove(pod);
            }
            changed.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fills a batch; false when nothing comes after it. */
    private boolean collect(PodLogFollower follower, List<LogLine> batch)
            throws InterruptedException {
        PodLogFollower.Entry entry = follower.entries().take();
        long closesAt = System.nanoTime() + config.delay().toNanos();
        int characters = 0;
        while (entry != null) {
            if (entry.line().isEmpty()) {
                return false;
            }
            batch.add(entry.line().get());
            characters += entry.line().get().text().length();
            if (batch.size() >= config.linesPerBatch()
                    || characters >= config.charactersPerBatch()) {
                return true;
            }
            entry = follower.entries().poll(closesAt - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private static List<LogLine> scrubbed(List<LogLine> lines, Scrubber.Stream scrubber) {
        List<String> texts = scrubber.scrub(lines.stream().map(LogLine::text).toList());
        List<LogLine> scrubbed = new ArrayList<>();
        for (LogLine line : lines) {
            scrubbed.add(
                    new LogLine(
                            line.pod(),
                            line.container(),
                            line.time(),
                            line.ordinal(),
                            line.kind(),
                            texts.get(scrubbed.size())));
        }
        return scrubbed;
    }

    private void publish(List<LogLine> batch) throws InterruptedException {
        List<BuildStateChange> progress =
                batch.stream().flatMap(line -> progress(line).stream()).toList();
        LogLine first = batch.getFirst();
        String part =
                "%s %s %s %d %d"
                        .formatted(
                                first.pod(),
                                first.container(),
                                first.time(),
                                first.ordinal(),
                                batch.size());
        untilDone(() -> {
            publisher.publishLog(
                    job.build(), batch, false, batch.getLast().time(), part, job.traceparent());
            progress.forEach(change -> publisher.publish(job, change));
            return true;
        });
    }

    private Optional<BuildStateChange> progress(LogLine line) {
        if (!line.container().equals(Containers.BUILD) || !line.kind().is(LogLine.Kind.OUTPUT)) {
            return Optional.empty();
        }
        String where = "%s %s %d".formatted(line.pod(), line.time(), line.ordinal());
        return ExecutorLine.read(line.text()).map(said -> progress(said, where, line.time()));
    }

    private BuildStateChange progress(ExecutorLine said, String where, Instant at) {
        return switch (said) {
            case ExecutorLine.Instruction(var text) ->
                    BuildStateChange.step(job, where, BuildStep.BUILDING, Optional.of(text), at);
            case ExecutorLine.Push() ->
                    BuildStateChange.step(job, where, BuildStep.PUSHING, Optional.empty(), at);
        };
    }

    /** Broker or API server may be away for long; the log waits with the Job. */
    private <T> T untilDone(Supplier<T> work) throws InterruptedException {
        while (true) {
            try {
                return work.get();
            } catch (CompletionException e) {
                LOG.warnf("Log waits buildId=%s reason=%s", job.build().id(), e.getCause());
                // Nothing says when it is back.
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }
}
