// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control;

import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.messaging.envelope.EncodedEvent;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.publish.EventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.FakeCluster;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.MovableClock;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.log.BuildLogs;
import dev.hornero.orchestrator.log.LogConfig;
import dev.hornero.orchestrator.log.LogParts;
import dev.hornero.orchestrator.queue.QueueConfig;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import dev.hornero.orchestrator.registry.RegistryException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** What a leader does, over a cluster, a registry and a broker in memory. */
final class ControlParts {
    /** What was written to the cluster and to the topics, in this order. */
    final List<String> journal = FakeCluster.journal();

    final FakeCluster cluster = new FakeCluster(journal);
    final MovableClock clock = new MovableClock();
    final Registry registry = new Registry();
    final Releases releases;
    final BuildReconciler reconciler;
    final ControlLoop loop;
    volatile boolean brokerAway;
    volatile boolean leads = true;

    /** How often the broker did not answer. */
    final AtomicInteger failedPublications = new AtomicInteger();

    ControlParts() {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withDefaultValues(
                                Map.of(
                                        "hornero.orchestrator.cluster", "local",
                                        "hornero.orchestrator.namespaces", "builds",
                                        "hornero.orchestrator.resync", "20ms"))
                        .withMapping(OrchestratorConfig.class)
                        .withMapping(QueueConfig.class)
                        .withMapping(LogConfig.class)
                        .build();
        OrchestratorConfig orchestrator = config.getConfigMapping(OrchestratorConfig.class);
        BuildEventPublisher publisher = new BuildEventPublisher(new Broker(), "build-orchestrator");
        BuildLogs logs =
                LogParts.of(
                        (_, _, _, _) -> new ByteArrayInputStream(new byte[0]),
                        cluster,
                        publisher,
                        Instance.seals(),
                        config);
        releases =
                new Releases(
                        cluster,
                        publisher,
                        registry,
                        Instance.seals(),
                        config.getConfigMapping(QueueConfig.class),
                        orchestrator,
                        clock,
                        (_, task) -> task.run());
        reconciler =
                new BuildReconciler(
                        cluster, publisher, logs, registry, orchestrator, clock, () -> leads);
        loop = new ControlLoop(cluster.watch(), reconciler, releases, orchestrator);
    }

    /** Lists each event once, as its readers take it. */
    private final class Broker implements EventPublisher {
        private final List<String> ids = FakeCluster.journal();

        @Override
        public CompletionStage<Void> publish(Envelope<?> envelope) {
            if (brokerAway) {
                failedPublications.incrementAndGet();
                return CompletableFuture.failedFuture(new IllegalStateException("broker away"));
            }
            if (!ids.contains(envelope.id())) {
                ids.add(envelope.id());
                journal.add(
                        envelope.event() instanceof BuildLogAppended part && part.last()
                                ? "publish end of log"
                                : "publish " + envelope.event().getClass().getSimpleName());
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> publish(EncodedEvent event) {
            throw new UnsupportedOperationException("the orchestrator sends no such event");
        }

        @Override
        public CompletionStage<Void> tombstone(dev.hornero.events.Topic topic, String key) {
            throw new UnsupportedOperationException("the orchestrator owns no such topic");
        }
    }

    /** Has every image and takes every push, unless it fails. */
    static final class Registry implements ImageRegistry {
        volatile Optional<RegistryException> failure = Optional.empty();

        @Override
        public void ensureRepository(String path, boolean movableTags) throws RegistryException {
            if (failure.isPresent()) {
                throw failure.get();
            }
        }

        @Override
        public Optional<RegistryCredentials> credentials(Duration validFor) {
            return Optional.empty();
        }

        @Override
        public Optional<String> digestOf(String path, String tag) throws RegistryException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return Optional.of("sha256:" + "b".repeat(64));
        }
    }
}
