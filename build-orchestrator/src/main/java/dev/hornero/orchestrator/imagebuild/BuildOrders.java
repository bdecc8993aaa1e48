// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.BuildRef;
import dev.hornero.events.ProjectEnvId;
import dev.hornero.events.Source;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.job.BuildFailureReason;
import dev.hornero.events.job.JobLocation;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.messaging.delivery.GivenUp;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.BuildSecrets;
import dev.hornero.messaging.seal.GitAddress;
import dev.hornero.messaging.seal.GitCredential;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.imagebuild.model.ClusterRejectionException;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Verdict;
import dev.hornero.orchestrator.registry.Destinations;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes orders to build and to cancel. Every order may come again, whole or after a crash half-way:
 * then it finds what it made and makes the rest.
 */
@Singleton
public final class BuildOrders {
    private static final Logger LOG = Logger.getLogger(BuildOrders.class);

    private final BuildCluster cluster;
    private final Destinations destinations;
    private final Seals seals;
    private final BuildEventPublisher publisher;
    private final OrchestratorConfig config;
    private final Clock clock;

    public BuildOrders(
            BuildCluster cluster,
            Destinations destinations,
            Seals seals,
            BuildEventPublisher publisher,
            OrchestratorConfig config,
            Clock clock) {
        this.cluster = cluster;
        this.destinations = destinations;
        this.seals = seals;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Queues a build: its Job is in the cluster, suspended, when this returns, or its end is
     * published.
     */
    public void queue(Envelope<ArgsResolved> envelope) {
        ArgsResolved resolved = envelope.event();
        if (!isOurs(resolved.cluster())) {
            return;
        }
        if (!config.namespaces().contains(resolved.namespace())) {
            refuse(
                    envelope,
                    BuildFailureReason.NAMESPACE_NOT_ALLOWED,
                    "Namespace %s is not among the build namespaces of cluster %s."
                            .formatted(resolved.namespace(), resolved.cluster()));
            return;
        }
        BuildRef build = resolved.build();
        boolean known;
        try {
            known =
                    cluster.knows(
                            resolved.namespace(), build.projectEnv().id(), resolved.sequence());
        } catch (ClusterRejectionException e) {
            refuse(envelope, e.failure(), e.reason());
            return;
        }
        try {
            Build opened = open(envelope);
            if (known) {
                // Released or ended before: its Job is never created a second time.
                cluster.complete(opened);
            } else {
                cluster.create(opened, destinations.of(resolved));
                LOG.infof(
                        "Build queued buildId=%s projectEnv=%s number=%d sequence=%d",
                        build.id(), build.projectEnv().name(), build.number(), resolved.sequence());
            }
        } catch (UnsealException e) {
            end(
                    envelope,
                    known,
                    BuildFailureReason.UNKNOWN,
                    "The build's values cannot be opened: " + e.getMessage() + ".");
        } catch (ClusterRejectionException e) {
            end(envelope, known, e.failure(), e.reason());
        }
    }

    private Build open(Envelope<ArgsResolved> envelope) throws UnsealException {
        ArgsResolved resolved = envelope.event();
        ProjectEnvId projectEnv = resolved.build().projectEnv().id();
        BuildSecrets secrets =
                resolved.buildSecrets().isEmpty()
                        ? new BuildSecrets(Map.of())
                        : seals.open(
                                resolved.buildSecrets().get(),
                                Purpose.buildSecrets(projectEnv),
                                BuildSecrets.class);
        return new Build(
                resolved,
                envelope.time(),
                envelope.traceparent(),
                seals.open(resolved.values(), Purpose.argValues(projectEnv), ArgValues.class),
                secrets,
                gitCredential(resolved.source(), projectEnv),
                credentialScope(resolved.source()));
    }

    private static Optional<GitAddress> credentialScope(Source source) throws UnsealException {
        return source.gitCredential().isEmpty()
                ? Optional.empty()
                : Seals.scope(source.gitCredential().get());
    }

    private Optional<GitCredential> gitCredential(Source source, ProjectEnvId projectEnv)
            throws UnsealException {
        return source.gitCredential().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        seals.open(
                                source.gitCredential().get(),
                                Purpose.gitCredential(projectEnv, source.repository()),
                                GitCredential.class));
    }

    /** Ends a build that cannot be made: by its Job where that is there already. */
    private void end(
            Envelope<ArgsResolved> envelope,
            boolean known,
            BuildFailureReason reason,
            String message) {
        ArgsResolved resolved = envelope.event();
        boolean onItsJob =
                cluster.decide(
                        resolved.namespace(), resolved.build(), new Verdict.Fail(reason, message));
        if (!onItsJob && !known) {
            refuse(envelope, reason, message);
        }
    }

    /**
     * Ends a build whose order became a dead letter: by its Job where that was made, and else at
     * once. The ledger remembers it then, so that the order makes no Job when it is replayed.
     */
    public void giveUp(Envelope<ArgsResolved> envelope, GivenUp givenUp) {
        ArgsResolved resolved = envelope.event();
        if (!isOurs(resolved.cluster())) {
            return;
        }
        String message = "The order to build was given up: %s.".formatted(givenUp.text());
        boolean onItsJob =
                config.namespaces().contains(resolved.namespace())
                        && cluster.decide(
                                resolved.namespace(),
                                resolved.build(),
                                new Verdict.Fail(BuildFailureReason.GIVEN_UP, message));
        if (onItsJob) {
            return;
        }
        try {
            ProjectEnvId projectEnv = resolved.build().projectEnv().id();
            Ledger ledger = cluster.ledger(resolved.namespace(), projectEnv);
            if (ledger.knows(resolved.sequence())) {
                return;
            }
            // Published before it is noted: what is noted is not done again.
            refuse(envelope, BuildFailureReason.GIVEN_UP, message);
            while (!ledger.knows(resolved.sequence())
                    && !cluster.store(ledger.end(resolved.sequence()))) {
                ledger = cluster.ledger(resolved.namespace(), projectEnv);
            }
        } catch (ClusterRejectionException e) {
            // Without that right no build of it was ever made here.
            refuse(envelope, BuildFailureReason.GIVEN_UP, message);
        }
    }

    private void refuse(
            Envelope<ArgsResolved> envelope, BuildFailureReason reason, String message) {
        ArgsResolved resolved = envelope.event();
        LOG.warnf(
                "Build refused buildId=%s failureReason=%s reason=%s",
                resolved.build().id(), reason, message);
        publisher.publishRefusal(
                resolved.build(),
                new JobLocation(
                        resolved.cluster(),
                        resolved.namespace(),
                        cluster.jobName(resolved.build())),
                reason,
                message,
                clock.instant(),
                envelope.traceparent());
    }

    /**
     * Asks for the end of a build. One without a Job has ended, since the order to build it came
     * before; the leader publishes what really happened.
     */
    public void cancel(BuildCancelRequested asked) {
        if (!isOurs(asked.cluster()) || !config.namespaces().contains(asked.namespace())) {
            return;
        }
        boolean found =
                cluster.decide(
                        asked.namespace(), asked.build(), new Verdict.Cancel(asked.requestedBy()));
        LOG.infof("Cancellation requested buildId=%s found=%s", asked.build().id(), found);
    }

    /** Marks the ledger; it goes when no late event can start a build of the ProjectEnv again. */
    public void projectEnvDeleted(ProjectEnvDeleted deleted) {
        if (!isOurs(deleted.cluster()) || !config.namespaces().contains(deleted.namespace())) {
            return;
        }
        ProjectEnvId id = deleted.projectEnv().id();
        try {
            Ledger ledger;
            do {
                ledger = cluster.ledger(deleted.namespace(), id);
            } while (ledger.deletedAt().isEmpty()
                    && !cluster.store(ledger.delete(clock.instant())));
        } catch (ClusterRejectionException e) {
            // Without that right no build of it was ever made here.
            LOG.warnf("Deletion not recorded projectEnvId=%s reason=%s", id, e.reason());
        }
    }

    private boolean isOurs(String cluster) {
        return cluster.equals(config.cluster());
    }
}
