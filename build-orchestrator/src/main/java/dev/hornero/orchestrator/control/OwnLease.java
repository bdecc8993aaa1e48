// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.orchestrator.imagebuild.BuildPodConfig;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import dev.hornero.orchestrator.registry.RegistryConfig;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Lease of this cluster's orchestrators, and the name under which this process holds it. The
 * Lease carries what its holder is set up to do: one that is set up otherwise is another
 * orchestrator, and not a second instance of this one.
 */
@Singleton
final class OwnLease implements Leadership {
    private static final Logger LOG = Logger.getLogger(OwnLease.class);
    private static final String SETTINGS = "hornero.dev/settings";

    private final KubernetesClient client;
    private final String name;
    private final String namespace;
    private final String settings;
    private final String identity = UUID.randomUUID().toString();
    private final Clock clock;
    private final LogThrottle throttle;
    private final Duration patience;
    private volatile Optional<String> problem = Optional.of("it was not looked at yet");
    private volatile Optional<String> stranger = Optional.empty();
    private volatile Instant askedAt = Instant.EPOCH;

    OwnLease(
            KubernetesClient client,
            LeaseConfig config,
            OrchestratorConfig orchestrator,
            RegistryConfig registry,
            BuildPodConfig pods,
            Clock clock) {
        this.client = client;
        this.name = "hornero-build-orchestrator-" + orchestrator.cluster();
        this.namespace = config.namespaceOf(orchestrator);
        this.settings = settings(orchestrator, registry, pods);
        this.clock = clock;
        this.patience = config.duration().plus(config.retryPeriod().multipliedBy(3));
        this.throttle = new LogThrottle(clock);
    }

    /** What instances that lead in turn must have in common; for people to read. */
    private static String settings(
            OrchestratorConfig orchestrator, RegistryConfig registry, BuildPodConfig pods) {
        return "HORNERO_NAMESPACES=%s HORNERO_REGISTRY=%s HORNERO_STORAGE_CLASS=%s HORNERO_VOLUME_HOST_PATH=%s"
                .formatted(
                        String.join(",", orchestrator.namespaces().stream().sorted().toList()),
                        registry.address(),
                        pods.volume().storageClass().orElse(""),
                        pods.volume().hostPath().orElse(""));
    }

    String name() {
        return name;
    }

    LeaseLock lock() {
        return new ObservedLock();
    }

    /** Why this process could not lead now, if so; in one sentence. */
    Optional<String> obstacle() {
        return problem.map(reason ->
                        "The Lease %s cannot be read or written: %s".formatted(this, reason))
                .or(() -> stranger)
                .or(() ->
                        askedAt.plus(patience).isBefore(clock.instant())
                                ? Optional.of("The election of the Lease " + this + " stands still")
                                : Optional.empty());
    }

    @Override
    public boolean isOurs() {
        @Nullable Lease lease = client.leases().inNamespace(namespace).withName(name).get();
        return lease != null && identity.equals(lease.getSpec().getHolderIdentity());
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }

    private <T extends @Nullable Object> T asked(Supplier<T> question) {
        askedAt = clock.instant();
        try {
            T answer = question.get();
            problem = Optional.empty();
            return answer;
        } catch (KubernetesClientException e) {
            // Another instance was faster: the Lease was read and written.
            problem =
                    e.getCode() == HttpURLConnection.HTTP_CONFLICT
                            ? Optional.empty()
                            : Optional.of(String.valueOf(e.getMessage()));
            throw e;
        } finally {
            obstacle().filter(_ -> throttle.isDue("obstacle")).ifPresent(LOG::warn);
        }
    }

    private void see(Lease lease) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(lease.getMetadata().getAnnotations(), Map.of());
        stranger =
                Optional.ofNullable(annotations.get(SETTINGS))
                        .filter(theirs -> !theirs.equals(settings) && isHeldByAnother(lease))
                        .map(theirs ->
                                "Another orchestrator leads with other settings: %s, here %s (Lease %s)"
                                        .formatted(theirs, settings, this));
    }

    private boolean isHeldByAnother(Lease lease) {
        @Nullable LeaseSpec spec = lease.getSpec();
        return spec != null
                && spec.getHolderIdentity() != null
                && !Set.of("", identity).contains(spec.getHolderIdentity())
                && spec.getRenewTime() != null
                && spec.getRenewTime()
                        .plusSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0))
                        .isAfter(ZonedDateTime.now(clock));
    }

    /** What the election asks of the Lease is the only look that an instance takes that waits. */
    private final class ObservedLock extends LeaseLock {
        ObservedLock() {
            super(
                    new ObjectMetaBuilder()
                            .withNamespace(namespace)
                            .withName(name)
                            .addToAnnotations(SETTINGS, settings)
                            .build(),
                    identity);
        }

        @Override
        public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
            return asked(() -> super.get(client));
        }

        @Override
        public synchronized void create(KubernetesClient client, LeaderElectionRecord record) {
            var _ =
                    asked(() -> {
                        super.create(client, record);
                        return true;
                    });
        }

        @Override
        public synchronized void update(KubernetesClient client, LeaderElectionRecord record) {
            var _ =
                    asked(() -> {
                        super.update(client, record);
                        return true;
                    });
        }

        @Override
        protected LeaderElectionRecord toRecord(Lease lease) {
            see(lease);
            return super.toRecord(lease);
        }
    }
}
