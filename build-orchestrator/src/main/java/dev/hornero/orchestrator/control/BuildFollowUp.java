// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.BuildCluster;
import dev.hornero.orchestrator.imagebuild.BuildTelling;
import dev.hornero.orchestrator.imagebuild.BuildWatch;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.BuildNews;
import dev.hornero.orchestrator.imagebuild.model.BuildOutcome;
import dev.hornero.orchestrator.imagebuild.model.ClusterRefusal;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.LogEvidence;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Rarely;
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
 * Follows one build at a time from what is seen of it: tells the news, ends what would not end, and
 * lets the Job go when its end and its log are told. It keeps nothing that it could not find again
 * in the cluster; what it has told before it tells again under the same ids after a restart.
 */
@Singleton
class BuildFollowUp {
    private static final Logger LOG = Logger.getLogger(BuildFollowUp.class);

    private static final Duration VOLUMES_LOOKED_AT = Duration.ofMinutes(10);

    private final BuildCluster cluster;
    private final BuildTelling telling;
    private final BuildLogs logs;
    private final ImageRegistry registry;
    private final OrchestratorConfig config;
    private final Clock clock;
    private final Leadership leadership;
    private final Rarely rarely;
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    /** Uids of Jobs that are done with; the watch shows them for a moment longer. */
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    private Instant volumesDue = Instant.MIN;

    BuildFollowUp(
            BuildCluster cluster,
            BuildTelling telling,
            BuildLogs logs,
            ImageRegistry registry,
            OrchestratorConfig config,
            Clock clock,
            Leadership leadership) {
        this.cluster = cluster;
        this.telling = telling;
        this.logs = logs;
        this.registry = registry;
        this.config = config;
        this.clock = clock;
        this.leadership = leadership;
        this.rarely = new Rarely(clock);
    }

    /**
     * @param changed is run when there is more to do before anything changes in the cluster
     */
    void follow(Observation seen, Ledger ledger, Runnable changed) {
        BuildJob job = seen.job();
        if (done.contains(job.uid())) {
            return;
        }
        if (!seen.state().held()) {
            deleteOrHold(seen, ledger);
            return;
        }
        if (wasMadeAgain(seen, ledger)) {
            LOG.warnf("Job of an ended build is removed buildId=%s", job.build().id());
            release(job);
            return;
        }
        tellProgress(seen, changed);
        intervene(seen, ledger);
        Optional<BuildOutcome> outcome = outcome(seen);
        if (outcome.isPresent() && seen.podsMayBeLate()) {
            cluster.look(seen).ifPresentOrElse(now -> endAsItIs(now, changed), () -> forget(job));
        } else {
            outcome.ifPresent(o -> end(seen, o));
        }
    }

    /** Nobody takes the finalizer of a build that goes on, but by hand. */
    private void deleteOrHold(Observation seen, Ledger ledger) {
        if (seen.state().deletionAt().isPresent()
                || wasMadeAgain(seen, ledger)
                || BuildOutcome.of(seen, LogEvidence.NONE, clock.instant()).isPresent()) {
            delete(seen.job());
        } else {
            if (rarely.isDue("hold " + seen.job().uid())) {
                LOG.warnf("Job is held again buildId=%s", seen.job().build().id());
            }
            cluster.hold(seen.job());
        }
    }

    private void tellProgress(Observation seen, Runnable changed) {
        BuildNews.of(seen, clock.instant()).forEach(news -> tell(seen.job(), news));
        logs.follow(seen, changed);
    }

    private Optional<BuildOutcome> outcome(Observation seen) {
        // Why a build failed is known when its log is; and its log ends before it.
        return logs.complete(seen)
                ? BuildOutcome.of(seen, logs.evidence(seen.job()), clock.instant())
                        .map(outcome -> logs.scrubbed(seen.job(), outcome))
                : Optional.empty();
    }

    private void endAsItIs(Observation now, Runnable changed) {
        tellProgress(now, changed);
        outcome(now).ifPresent(outcome -> end(now, outcome));
    }

    /** A Job of a build whose place in the order was taken: its first Job is gone since. */
    private static boolean wasMadeAgain(Observation seen, Ledger ledger) {
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
        if (rarely.isDue("verdict " + job.uid())) {
            LOG.infof("Build is ended buildId=%s verdict=%s", job.build().id(), verdict);
        }
        cluster.decide(job.location().namespace(), job.build(), verdict);
    }

    private void end(Observation seen, BuildOutcome outcome) {
        BuildJob job = seen.job();
        BuildNews end;
        try {
            end = BuildNews.end(seen, outcome, digest(job, outcome));
        } catch (RegistryException e) {
            if (e.isPassing()) {
                if (rarely.isDue("digest")) {
                    LOG.warnf(
                            "Digest is asked for again, last buildId=%s reason=%s",
                            job.build().id(), e.reason());
                }
                return;
            }
            end =
                    BuildNews.withoutDigest(
                            job,
                            "the registry does not tell the image's digest (%s)"
                                    .formatted(e.reason().replaceAll("\\.$", "")),
                            outcome.at());
        }
        tell(job, end);
        logs.close(job, end.at());
        if (!seen.released()) {
            remember(job);
        }
        LOG.infof(
                "Build ended buildId=%s projectEnv=%s number=%d end=%s",
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
        } catch (ClusterRefusal e) {
            // Its Job is kept until the right to write the ledger is given back.
            throw new IllegalStateException(e.reason(), e);
        }
    }

    private void release(BuildJob job) {
        cluster.letGo(job);
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

    private void tell(BuildJob job, BuildNews news) {
        Set<String> before = told.computeIfAbsent(job.uid(), _ -> ConcurrentHashMap.newKeySet());
        if (!before.contains(news.state())) {
            telling.tell(job, news);
            before.add(news.state());
        }
    }

    /**
     * A Job that went although it was held: somebody took the finalizer away. To one who has slept
     * it looks the same when another leader has ended the build meanwhile.
     */
    void gone(Observation last) {
        if (told.containsKey(last.job().uid()) && last.state().held() && leadership.isOurs()) {
            BuildOutcome outcome =
                    BuildOutcome.of(last, LogEvidence.NONE, clock.instant())
                            .map(end -> logs.scrubbed(last.job(), end))
                            .orElseGet(() ->
                                    new BuildOutcome.Cancelled(
                                            "The build's Job was deleted in the cluster.",
                                            clock.instant()));
            BuildNews end = BuildNews.end(last, outcome, Optional.empty());
            tell(last.job(), end);
            logs.close(last.job(), end.at());
            remember(last.job());
        }
        forget(last.job());
        done.remove(last.job().uid());
    }

    private void forget(BuildJob job) {
        logs.forget(job);
        told.remove(job.uid());
    }

    void stop() {
        logs.stop();
        told.clear();
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
