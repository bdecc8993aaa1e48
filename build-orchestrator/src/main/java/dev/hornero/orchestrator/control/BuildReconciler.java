// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildWatch;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.BuildStateChange;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.imagebuild.model.WaitingReason;
import dev.hornero.orchestrator.log.BuildLogs;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryAddress;
import dev.hornero.orchestrator.registry.RegistryException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reconciles one build at a time with what is seen of it: publishes changes, ends what would not
 * end, and deletes the Job when its end and its log are published. It keeps nothing that it could
 * not find again in the cluster; after a restart it publishes again, with the same ids, what it has
 * published before.
 */
@Singleton
class BuildReconciler {
    private static final Logger LOG = Logger.getLogger(BuildReconciler.class);

    private static final Duration VOLUMES_LOOKED_AT = Duration.ofMinutes(10);

    private final BuildCluster cluster;
    private final BuildEventPublisher publisher;
    private final BuildLogs logs;
    private final ImageRegistry registry;
    private final OrchestratorConfig config;
    private final Clock clock;
    private final Leadership leadership;
    private final LogThrottle throttle;
    private final Map<String, Set<String>> published = new ConcurrentHashMap<>();

    /** Uids of Jobs that are done with; the watch shows them for a moment longer. */
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    private Instant volumesDue = Instant.MIN;

    BuildReconciler(
            BuildCluster cluster,
            BuildEventPublisher publisher,
            BuildLogs logs,
            ImageRegistry registry,
            OrchestratorConfig config,
            Clock clock,
            Leadership leadership) {
        this.cluster = cluster;
        this.publisher = publisher;
        this.logs = logs;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
        this.leadership = leadership;
        this.throttle = new LogThrottle(clock);
    }

    /**
     * @param changed is run when there is more to do before anything changes in the cluster
     */
    void reconcile(Observation seen, Ledger ledger, Runnable changed) {
        BuildJob job = seen.job();
        if (done.contains(job.uid())) {
            return;
        }
        if (!seen.state().hasFinalizer()) {
            deleteOrAddFinalizer(seen, ledger);
            return;
        }
        if (wasCreatedAgain(seen, ledger)) {
            LOG.warnf("Job of an ended build is removed buildId=%s", job.build().id());
            release(job);
            return;
        }
        publishProgress(seen, changed);
        intervene(seen, ledger);
        Optional<BuildOutcome> outcome = outcome(seen);
        if (outcome.isPresent() && seen.podsMayBeLate()) {
            cluster.read(seen)
                    .ifPresentOrElse(now -> endIfStillSo(now, changed), () -> forget(job));
        } else {
            outcome.ifPresent(o -> end(seen, o));
        }
    }

    /** The finalizer of a build that goes on is removed only by hand. */
    private void deleteOrAddFinalizer(Observation seen, Ledger ledger) {
        if (seen.state().deletionAt().isPresent()
                || wasCreatedAgain(seen, ledger)
                || BuildOutcome.of(seen, LogEvidence.NONE, clock.instant()).isPresent()) {
            delete(seen.job());
        } else {
            if (throttle.isDue("finalizer " + seen.job().uid())) {
                LOG.warnf(
                        "Finalizer was removed by hand and is added again buildId=%s",
                        seen.job().build().id());
            }
            cluster.addFinalizer(seen.job());
        }
    }

    private void publishProgress(Observation seen, Runnable changed) {
        BuildStateChange.of(seen, clock.instant()).forEach(change -> publish(seen.job(), change));
        logs.follow(seen, changed);
    }

    private Optional<BuildOutcome> outcome(Observation seen) {
        // Why a build failed is known when its log is; and its log ends before it.
        return logs.complete(seen)
                ? BuildOutcome.of(seen, logs.evidence(seen.job()), clock.instant())
                        .map(outcome -> logs.scrubbed(seen.job(), outcome))
                : Optional.empty();
    }

    private void endIfStillSo(Observation now, Runnable changed) {
        publishProgress(now, changed);
        outcome(now).ifPresent(outcome -> end(now, outcome));
    }

    /** A Job of a build whose place in the order was taken: its first Job is gone since. */
    private static boolean wasCreatedAgain(Observation seen, Ledger ledger) {
        return ledger.knows(seen.job().sequence())
                && !ledger.isRunning(seen.job())
                && !seen.released()
                && seen.state().verdict().isEmpty()
                && seen.state().deletionAt().isEmpty();
    }

    private void intervene(Observation seen, Ledger ledger) {
        if (seen.state().deletionAt().isPresent() && seen.alive()) {
            cluster.stopPods(seen);
        }
        if (seen.state().verdict().isPresent() || seen.state().finish().isPresent()) {
            return;
        }
        if (ledger.deletedAt().isPresent()) {
            decide(seen, new Verdict.Cancel("the deletion of the ProjectEnv"));
            return;
        }
        WaitingReason.of(seen)
                .flatMap(waiting ->
                        waiting.verdict(
                                config.waitingLimit(), config.schedulingLimit(), clock.instant()))
                .ifPresent(verdict -> decide(seen, verdict));
    }

    private void decide(Observation seen, Verdict verdict) {
        BuildJob job = seen.job();
        if (throttle.isDue("verdict " + job.uid())) {
            LOG.infof("Build is ended buildId=%s verdict=%s", job.build().id(), verdict);
        }
        cluster.decide(job.location().namespace(), job.build(), verdict);
    }

    private void end(Observation seen, BuildOutcome outcome) {
        BuildJob job = seen.job();
        BuildStateChange end;
        try {
            end = BuildStateChange.end(seen, outcome, digest(job, outcome));
        } catch (RegistryException e) {
            if (e.isPassing()) {
                if (throttle.isDue("digest")) {
                    LOG.warnf(
                            "Digest is asked for again, last buildId=%s reason=%s",
                            job.build().id(), e.reason());
                }
                return;
            }
            end =
                    BuildStateChange.withoutDigest(
                            job,
                            "the registry does not give the image's digest (%s)"
                                    .formatted(e.reason().replaceAll("\\.$", "")),
                            outcome.at());
        }
        publish(job, end);
        logs.close(job, end.at());
        if (!seen.released()) {
            remember(job);
        }
        LOG.infof(
                "Build ended buildId=%s projectEnv=%s number=%d outcome=%s",
                job.build().id(),
                job.build().projectEnv().name(),
                job.build().number(),
                end.state());
        release(job);
    }

    private Optional<String> digest(BuildJob job, BuildOutcome outcome) throws RegistryException {
        if (!(outcome instanceof BuildOutcome.Succeeded succeeded)) {
            return Optional.empty();
        }
        return succeeded.digest().isPresent()
                ? succeeded.digest()
                : registry.digestOf(
                        job.repository(), RegistryAddress.buildTag(job.build().number()));
    }

    /** A build that ended in the queue leaves no other trace once its Job is gone. */
    private void remember(BuildJob job) {
        try {
            Ledger ledger;
            do {
                ledger = cluster.ledger(job.location().namespace(), job.build().projectEnv().id());
            } while (!ledger.knows(job.sequence()) && !cluster.store(ledger.end(job.sequence())));
        } catch (ClusterRejectionException e) {
            // Its Job is kept until the right to write the ledger is given back.
            throw new IllegalStateException(e.reason(), e);
        }
    }

    private void release(BuildJob job) {
        cluster.removeFinalizer(job);
        delete(job);
        forget(job);
    }

    private void delete(BuildJob job) {
        // Before the watch can show that it is gone, which is when it is forgotten.
        done.add(job.uid());
        try {
            cluster.delete(job);
        } catch (RuntimeException e) {
            done.remove(job.uid());
            throw e;
        }
    }

    private void publish(BuildJob job, BuildStateChange change) {
        Set<String> before =
                published.computeIfAbsent(job.uid(), _ -> ConcurrentHashMap.newKeySet());
        if (!before.contains(change.state())) {
            publisher.publish(job, change);
            before.add(change.state());
        }
    }

    /**
     * A Job that is gone although it had the finalizer, which was removed by hand. To an instance
     * that was paused it looks the same when another leader has ended the build meanwhile.
     */
    void gone(Observation last) {
        if (published.containsKey(last.job().uid())
                && last.state().hasFinalizer()
                && leadership.isOurs()) {
            BuildOutcome outcome =
                    BuildOutcome.of(last, LogEvidence.NONE, clock.instant())
                            .map(end -> logs.scrubbed(last.job(), end))
                            .orElseGet(() ->
                                    new BuildOutcome.Cancelled(
                                            "The build's Job was deleted in the cluster.",
                                            clock.instant()));
            BuildStateChange end = BuildStateChange.end(last, outcome, Optional.empty());
            publish(last.job(), end);
            logs.close(last.job(), end.at());
            remember(last.job());
        }
        forget(last.job());
        done.remove(last.job().uid());
    }

    private void forget(BuildJob job) {
        logs.forget(job);
        published.remove(job.uid());
    }

    void stop() {
        logs.stop();
        published.clear();
        done.clear();
        volumesDue = Instant.MIN;
    }

    /** What is left of ProjectEnvs and builds that are no more. Called by one thread. */
    void sweep(BuildWatch watch) {
        Collection<Observation> all = watch.all();
        Set<ProjectEnvId> building =
                all.stream()
                        .map(seen -> seen.job().build().projectEnv().id())
                        .collect(Collectors.toSet());
        watch.ledgers().stream()
                .filter(this::isOutOfUse)
                .filter(ledger -> !building.contains(ledger.projectEnv()))
                .forEach(cluster::remove);
        if (!clock.instant().isBefore(volumesDue)) {
            cluster.removeOrphanVolumes(
                    all.stream().map(seen -> seen.job().build().id()).collect(Collectors.toSet()));
            volumesDue = clock.instant().plus(VOLUMES_LOOKED_AT);
        }
    }

    /** Its ProjectEnv was deleted long enough ago that no event of it is late. */
    private boolean isOutOfUse(Ledger ledger) {
        return ledger.deletedAt()
                .filter(at -> at.plus(config.ledgerGrace()).isBefore(clock.instant()))
                .isPresent();
    }
}
