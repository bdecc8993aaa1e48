// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.LogThrottle;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The ledgers as an instance that takes orders sees them, whether or not it leads: what is watched
 * spares a request for every order. It may be late; what this instance has written itself it knows
 * at once.
 */
@Singleton
final class LedgerWatch {
    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);

    /** Between two attempts of a watch at most, as the client does it, and some. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final Map<String, SharedIndexInformer<ConfigMap>> informers;

    /** By the names of their objects. */
    private final Map<String, Ledger> stored = new ConcurrentHashMap<>();

    /** When a watch failed last, by its namespace. */
    private final Map<String, Instant> failures = new ConcurrentHashMap<>();

    private final InstantSource clock = InstantSource.system();
    private final LogThrottle throttle = new LogThrottle(clock);

    LedgerWatch(KubernetesClient client, OrchestratorConfig config) {
        informers =
                config.namespaces().stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        namespace ->
                                                informer(client, namespace, config.cluster())));
    }

    /** Not started. */
    static SharedIndexInformer<ConfigMap> informer(
            KubernetesClient client, String namespace, String cluster) {
        return client.configMaps()
                .inNamespace(namespace)
                .withLabels(Labels.selecting(cluster, Labels.LEDGER))
                .runnableInformer(0);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    /** Returns at once; an API server that is away is waited for. */
    void start() {
        informers.forEach((namespace, informer) -> {
            informer.exceptionHandler((_, failure) -> {
                failures.put(namespace, clock.instant());
                if (throttle.isDue(namespace)) {
                    LOG.warnf(
                            "Watch of ledgers failed and is begun again namespace=%s reason=%s",
                            namespace, failure.getMessage());
                }
                return true;
            });
            informer.addEventHandler(new Removals());
            informer.start();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        informers.values().forEach(SharedIndexInformer::stop);
    }

    /** Whether the ledgers of a namespace were all seen once; what changes follows. */
    boolean sees(String namespace) {
        return Optional.ofNullable(informers.get(namespace))
                .filter(SharedIndexInformer::hasSynced)
                .isPresent();
    }

    /** The namespaces whose ledgers cannot be watched now. */
    Set<String> unseen() {
        return informers.entrySet().stream()
                .filter(entry -> !isWatched(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The client knows of a watch over plain HTTP only once something came over it, which may take
     * long in a namespace without builds; so one that has not failed of late counts as watched too.
     */
    private boolean isWatched(String namespace, SharedIndexInformer<ConfigMap> informer) {
        return informer.isWatching()
                || (informer.hasSynced()
                        && Optional.ofNullable(failures.get(namespace))
                                .filter(at -> at.plus(LONGEST_RETRY).isAfter(clock.instant()))
                                .isEmpty());
    }

    /** Whether a build was released or has ended, by what is seen or was written here. */
    boolean knows(String namespace, ProjectEnvId projectEnv, long sequence) {
        return Optional.ofNullable(stored.get(Names.ledger(projectEnv)))
                        .filter(ledger -> ledger.knows(sequence))
                        .isPresent()
                || seen(namespace, projectEnv).filter(l -> l.knows(sequence)).isPresent();
    }

    private Optional<Ledger> seen(String namespace, ProjectEnvId projectEnv) {
        return Optional.ofNullable(informers.get(namespace))
                .flatMap(informer -> find(informer, namespace, projectEnv));
    }

    /** A ProjectEnv's ledger as an informer of its namespace sees it. */
    static Optional<Ledger> find(
            SharedIndexInformer<ConfigMap> informer, String namespace, ProjectEnvId projectEnv) {
        return Optional.ofNullable(
                        informer.getIndexer().getByKey(namespace + "/" + Names.ledger(projectEnv)))
                .map(LedgerMaps::read);
    }

    void stored(Ledger ledger) {
        stored.put(Names.ledger(ledger.projectEnv()), ledger);
    }

    /** A ledger is removed when its ProjectEnv is gone, by any instance. */
    private final class Removals implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap map) {
            // It is read when it is asked for.
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap map) {
            // It is read when it is asked for.
        }

        @Override
        public void onDelete(ConfigMap map, boolean finalStateUnknown) {
            stored.remove(map.getMetadata().getName());
        }
    }
}
