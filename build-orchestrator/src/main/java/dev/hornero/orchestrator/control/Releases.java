// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildWatch;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildStateChange;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.queue.Limits;
import dev.hornero.orchestrator.queue.QueueConfig;
import dev.hornero.orchestrator.queue.QueueEntry;
import dev.hornero.orchestrator.queue.ReleaseDecision;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Releases the builds whose turn it is. The ledger is written before anything that makes a build
 * run, so an instance with an old view fails there. A release that broke off is found in the ledger
 * and carried on.
 */
@Singleton
class Releases {
    private static final Logger LOG = Logger.getLogger(Releases.class);

    /** The push comes at the end of a build that may take its whole timeout. */
    private static final Duration PUSH = Duration.ofMinutes(10);

    private final BuildCluster cluster;
    private final BuildEventPublisher publisher;
    private final ImageRegistry registry;
    private final Seals seals;
    private final Limits limits;
    private final OrchestratorConfig orchestrator;
    private final Clock clock;
    private final ReleasesInProgress begun = new ReleasesInProgress();
    private final LogThrottle throttle;

    /** Uids of Jobs whose wait before their release is reported. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    private final BiConsumer<String, Runnable> threads;

    @Inject
    Releases(
            BuildCluster cluster,
            BuildEventPublisher publisher,
            ImageRegistry registry,
            Seals seals,
            QueueConfig config,
            OrchestratorConfig orchestrator,
            Clock clock) {
        this(
                cluster,
                publisher,
                registry,
                seals,
                config,
                orchestrator,
                clock,
                (name, task) -> Thread.ofVirtual().name(name).start(task));
    }

    /** The last parameter runs a task of this name beside the caller. */
    Releases(
            BuildCluster cluster,
            BuildEventPublisher publisher,
            ImageRegistry registry,
            Seals seals,
            QueueConfig config,
            OrchestratorConfig orchestrator,
            Clock clock,
            BiConsumer<String, Runnable> threads) {
        this.cluster = cluster;
        this.publisher = publisher;
        this.registry = registry;
        this.seals = seals;
        this.limits = config.limits();
        this.orchestrator = orchestrator;
        this.clock = clock;
        this.throttle = new LogThrottle(clock);
        this.threads = threads;
    }

    /** Begins to release each build whose turn it is by what is seen. */
    void releaseNext(BuildWatch watch) {
        Map<String, Observation> seen = new HashMap<>();
        Map<ProjectEnvId, Instant> lastTurns = new HashMap<>();
        List<QueueEntry> entries = new ArrayList<>();
        for (Observation observation : watch.all()) {
            Ledger ledger;
            try {
                ledger = ledger(watch, observation.job());
            } catch (RuntimeException e) {
                // It was changed by hand; the other ProjectEnvs have theirs.
                LOG.debugf(e, "Ledger cannot be read buildId=%s", observation.job().build().id());
                continue;
            }
            QueueEntry entry = QueueEntry.of(observation, ledger);
            // What was begun counts, whether or not it can be seen yet.
            entries.add(
                    begun.contains(entry.uid()) && entry.state() == QueueEntry.State.QUEUED
                            ? QueueEntry.of(observation.job(), QueueEntry.State.RELEASING)
                            : entry);
            seen.put(entry.uid(), observation);
            ledger.releasedAt().ifPresent(at -> lastTurns.put(ledger.projectEnv(), at));
        }
        begun.see(seen.values());
        waiting.retainAll(seen.keySet());
        for (QueueEntry entry : ReleaseDecision.decide(entries, lastTurns, limits)) {
            Observation observation = seen.get(entry.uid());
            if (observation != null && begun.begin(entry.uid())) {
                threads.accept(
                        "release " + observation.job().location().job(),
                        () -> release(observation.job(), watch));
            }
        }
    }

    private void release(BuildJob job, BuildWatch watch) {
        try {
            releaseOrFail(job, watch);
        } catch (RuntimeException e) {
            if (throttle.isDue("release " + e.getClass())) {
                LOG.warnf(e, "Builds are released later, the last is buildId=%s", job.build().id());
            }
        } finally {
            begun.abort(job.uid());
        }
    }

    private void releaseOrFail(BuildJob job, BuildWatch watch) {
        try {
            Ledger ledger = ledger(watch, job);
            Instant begunAt = clock.instant();
            if (ledger.isRunning(job)) {
                begunAt = ledger.releasedAt().orElse(begunAt);
            } else if (isOtherRunning(ledger, job, watch)
                    || !cluster.store(ledger.release(job, begunAt))) {
                return;
            }
            launch(job, begunAt);
        } catch (ClusterRejectionException e) {
            fail(job, e.failure(), e.reason());
        }
    }

    /**
     * Whether the build that was released before still has a Job although none is seen: then what
     * is seen is old.
     */
    private boolean isOtherRunning(Ledger ledger, BuildJob job, BuildWatch watch) {
        return ledger.running()
                .filter(running ->
                        watch.all().stream()
                                .noneMatch(seen -> seen.job().uid().equals(running.uid())))
                .filter(running -> cluster.exists(job.location().namespace(), running.build()))
                .isPresent();
    }

    private void launch(BuildJob job, Instant begunAt) throws ClusterRejectionException {
        try {
            registry.ensureRepository(job.repository(), false);
            if (job.cacheRepository().isPresent()) {
                registry.ensureRepository(job.cacheRepository().get(), true);
            }
            cluster.launch(job, registry.credentials(job.timeout().plus(PUSH)), gitCredential(job));
            begun.released(job.uid());
            LOG.infof(
                    "Build released buildId=%s projectEnv=%s number=%d",
                    job.build().id(), job.build().projectEnv().name(), job.build().number());
        } catch (RegistryException e) {
            if (!e.isPassing()) {
                fail(job, BuildFailureReason.PUSH_DENIED, e.reason());
            } else if (begunAt.plus(orchestrator.waitingLimit()).isAfter(clock.instant())) {
                if (throttle.isDue("registry")) {
                    LOG.warnf(
                            "Registry is asked again, last buildId=%s reason=%s",
                            job.build().id(), e.reason());
                }
                publishOnce(job, BuildStateChange.waitingForRegistry(job, e.reason(), begunAt));
            } else {
                fail(
                        job,
                        BuildFailureReason.REGISTRY_UNREACHABLE,
                        "The build waited too long for its registry: " + e.reason());
            }
        } catch (ClusterRejectionException e) {
            if (!e.isPassing()
                    || !begunAt.plus(orchestrator.schedulingLimit()).isAfter(clock.instant())) {
                throw e;
            }
            publishOnce(
                    job,
                    BuildStateChange.waitingForCluster(job, "QuotaExceeded", e.reason(), begunAt));
        } catch (UnsealException e) {
            fail(
                    job,
                    BuildFailureReason.UNKNOWN,
                    "The git credential cannot be opened: " + e.getMessage() + ".");
        }
    }

    private void publishOnce(BuildJob job, BuildStateChange change) {
        if (!waiting.contains(job.uid())) {
            publisher.publish(job, change);
            waiting.add(job.uid());
        }
    }

    private Optional<GitCredential> gitCredential(BuildJob job) throws UnsealException {
        return job.gitCredential().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        seals.open(
                                job.gitCredential().get(),
                                Purpose.gitCredential(
                                        job.build().projectEnv().id(), job.sourceRepository()),
                                GitCredential.class));
    }

    private void fail(BuildJob job, BuildFailureReason reason, String message) {
        if (throttle.isDue(job.uid())) {
            LOG.warnf(
                    "Build cannot be released buildId=%s failureReason=%s reason=%s",
                    job.build().id(), reason, message);
        }
        try {
            cluster.decide(
                    job.location().namespace(), job.build(), new Verdict.Fail(reason, message));
        } catch (RuntimeException e) {
            // Without the right to change the Job it cannot be ended either, and must not be
            // silent.
            publishOnce(
                    job,
                    BuildStateChange.waitingForCluster(job, "NotEnded", message, clock.instant()));
            throw e;
        }
    }

    private static Ledger ledger(BuildWatch watch, BuildJob job) {
        return watch.ledger(job.location().namespace(), job.build().projectEnv().id());
    }
}
