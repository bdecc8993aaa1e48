// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.imagebuild.BuildCancelRequested;
import dev.hornero.events.projectenv.ProjectEnvDeleted;
import dev.hornero.messaging.envelope.Envelope;
import dev.hornero.messaging.seal.ArgValues;
import dev.hornero.messaging.seal.BuildSecrets;
import dev.hornero.messaging.seal.Purpose;
import dev.hornero.messaging.seal.SealKeys;
import dev.hornero.messaging.seal.Seals;
import dev.hornero.messaging.seal.UnsealException;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.control.ControlLoop;
import dev.hornero.orchestrator.control.Election;
import dev.hornero.orchestrator.control.Leadership;
import dev.hornero.orchestrator.control.LoopParts;
import dev.hornero.orchestrator.health.HealthParts;
import dev.hornero.orchestrator.imagebuild.BuildEventPublisher;
import dev.hornero.orchestrator.imagebuild.BuildOrders;
import dev.hornero.orchestrator.imagebuild.ClusterParts;
import dev.hornero.orchestrator.imagebuild.OrchestratorConfig;
import dev.hornero.orchestrator.imagebuild.model.Build;
import dev.hornero.orchestrator.log.BuildLogs;
import dev.hornero.orchestrator.log.KubernetesLogs;
import dev.hornero.orchestrator.log.LogConfig;
import dev.hornero.orchestrator.log.LogParts;
import dev.hornero.orchestrator.queue.QueueConfig;
import dev.hornero.orchestrator.registry.ChosenRegistry;
import dev.hornero.orchestrator.registry.Destinations;
import dev.hornero.orchestrator.registry.ImageRegistry;
import dev.hornero.orchestrator.registry.RegistryConfig;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One orchestrator without its broker, assembled by hand, so that many can be started, killed and
 * paused in one test. It leads at once or, where several are to agree, by election.
 */
public final class Instance implements AutoCloseable {
    public static final String NAMESPACE = "builds";
    public static final String KEYS = "cluster:local=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /** Its threads are for all clients; they end with the process. */
    private static final Vertx VERTX = Vertx.vertx();

    private final KubernetesClient client;
    private final BuildOrders orders;
    private final Leadership leadership;
    private final ControlLoop loop;
    private final ClusterParts cluster;
    private final SmallRyeConfig config;
    private volatile boolean dead;
    private volatile boolean deposed;
    private volatile Optional<Thread> leading = Optional.empty();
    private Optional<Election> election = Optional.empty();

    private Instance(
            KubernetesClient client, Topics topics, ImageRegistry registry, SmallRyeConfig config) {
        this.client = client;
        this.config = config;
        Seals seals = seals();
        this.cluster = ClusterParts.of(client, config);
        BuildEventPublisher publisher =
                new BuildEventPublisher(topics.publisher(() -> dead), "build-orchestrator");
        BuildLogs logs =
                LogParts.of(KubernetesLogs.of(client), cluster.cluster(), publisher, seals, config);
        this.orders =
                new BuildOrders(
                        cluster.cluster(),
                        new Destinations(config.getConfigMapping(RegistryConfig.class)),
                        seals,
                        publisher,
                        config.getConfigMapping(OrchestratorConfig.class),
                        Clock.systemUTC());
        this.leadership = Election.leadership(client, config);
        this.loop =
                LoopParts.of(
                        cluster.watch(),
                        cluster.cluster(),
                        publisher,
                        logs,
                        registry,
                        seals,
                        config,
                        () -> leading.isPresent() ? !deposed : leadership.isOurs());
    }

    public static Seals seals() {
        return new Seals(SealKeys.parse(KEYS));
    }

    /** Over this proxy; a request that fails is not tried again by the client. */
    public static Instance of(ApiProxy proxy, Topics topics, Map<String, String> settings) {
        return of(proxy.url(), topics, 0, settings);
    }

    /** The same with a registry of the test's own. */
    public static Instance of(
            ApiProxy proxy, Topics topics, Map<String, String> settings, ImageRegistry registry) {
        return new Instance(client(proxy.url(), 0), topics, registry, config(settings));
    }

    /** Over this API server, with a client that retries as often as this. */
    public static Instance of(
            URI server, Topics topics, int retries, Map<String, String> settings) {
        return new Instance(client(server, retries), topics, new KnownRegistry(), config(settings));
    }

    /** Over the cluster of KUBECONFIG, with the registry of the settings. */
    public static Instance ofKubeconfig(Topics topics, Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        return new Instance(
                new KubernetesClientBuilder().build(),
                topics,
                ChosenRegistry.of(config.getConfigMapping(RegistryConfig.class)),
                config);
    }

    public static KubernetesClient client(URI server, int retries) {
        return new KubernetesClientBuilder()
                .withHttpClientFactory(new VertxHttpClientFactory(VERTX))
                .withConfig(
                        new ConfigBuilder()
                                .withAutoConfigure(false)
                                .withMasterUrl(server.toString())
                                .withRequestRetryBackoffLimit(retries)
                                .withRequestRetryBackoffInterval(20)
                                .withWatchReconnectInterval(50)
                                .build())
                .build();
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        all.put("hornero.orchestrator.cluster", "local");
        all.put("hornero.orchestrator.namespaces", NAMESPACE);
        all.put("hornero.orchestrator.resync", "200ms");
        all.put("hornero.log.patience", "1s");
        all.put("hornero.log.delay", "20ms");
        all.put("hornero.registry.address", "registry.example.com/images");
        // The git server of the tests.
        all.put("hornero.build.git.allow-schemes", "http,https,git");
        all.put("hornero.build.git.allow-cidrs", "127.0.0.0/8");
        all.put("hornero.queue.per-namespace", "1000");
        all.put("hornero.queue.per-cluster", "1000");
        all.put("hornero.lease.duration", "3s");
        all.put("hornero.lease.renew-deadline", "2s");
        all.put("hornero.lease.retry-period", "200ms");
        all.putAll(settings);
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withDefaultValues(all)
                        .withMapping(OrchestratorConfig.class)
                        .withMapping(QueueConfig.class)
                        .withMapping(LogConfig.class)
                        .withMapping(RegistryConfig.class);
        ClusterParts.configure(builder);
        Election.configure(builder);
        return builder.build();
    }

    /** The Job and the Secret with its values that an order of a build makes, as they are sent. */
    public static List<HasMetadata> objects(ArgsResolved resolved) throws UnsealException {
        SmallRyeConfig config = config(Map.of());
        return ClusterParts.objects(
                new Build(
                        resolved,
                        Instant.now(),
                        Optional.empty(),
                        seals().open(
                                        resolved.values(),
                                        Purpose.argValues(resolved.build().projectEnv().id()),
                                        ArgValues.class),
                        new BuildSecrets(Map.of()),
                        Optional.empty(),
                        Optional.empty()),
                new Destinations(config.getConfigMapping(RegistryConfig.class)).of(resolved),
                config);
    }

    /** As a delivery of the event does; returns when it would be acknowledged. */
    public void queue(ArgsResolved build) {
        orders.queue(
                new Envelope<>(
                        "resolved-" + build.build().id(),
                        "project-service",
                        Instant.now(),
                        Optional.empty(),
                        build));
    }

    public void cancel(ArgsResolved build) {
        orders.cancel(
                new BuildCancelRequested(build.build(), build.cluster(), build.namespace(), "ada"));
    }

    public void delete(ArgsResolved build) {
        orders.projectEnvDeleted(
                new ProjectEnvDeleted(
                        build.build().projectEnv(), build.cluster(), build.namespace()));
    }

    /** Whether it sees the ledgers of a namespace, so that an order needs no request for one. */
    public boolean seesLedgers(String namespace) {
        return cluster.seesLedgers(namespace);
    }

    /** What its check at start finds missing in the cluster. */
    public List<String> missing() {
        return HealthParts.missing(client, config);
    }

    /** Why it is not ready to lead, if so. */
    public Optional<String> notReadyToLead() {
        return Election.notReady(leadership);
    }

    /** Leads, even if another instance does. */
    public Instance lead() {
        leading = Optional.of(Thread.ofVirtual().name("leading").start(this::run));
        return this;
    }

    /** Another one has the Lease from now on, and this one goes on all the same. */
    public void losesTheLease() {
        deposed = true;
    }

    /** Leads when it is elected. */
    public Instance stand() {
        Election own = Election.of(client, loop, config, leadership);
        own.start();
        election = Optional.of(own);
        return this;
    }

    private void run() {
        try {
            loop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!dead) {
                throw e;
            }
        }
    }

    /** Nothing that it does has any effect any more; its threads may run on for a moment. */
    public void die() {
        dead = true;
        leading.ifPresent(Thread::interrupt);
    }

    @Override
    public void close() {
        die();
        try {
            if (election.isPresent()) {
                election.get().stop();
            }
            cluster.stop();
            client.close();
            if (leading.isPresent()) {
                leading.get().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
