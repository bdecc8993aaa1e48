// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import dev.hornero.orchestrator.imagebuild.model.Workspace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Over informers, one set for each namespace. */
@Singleton
final class KubernetesBuildWatch implements BuildWatch {
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final String cluster;
    private final Workspace workspace;
    private final Map<String, NamespaceWatch> watches = new ConcurrentHashMap<>();

    KubernetesBuildWatch(
            KubernetesClient client, OrchestratorConfig orchestrator, BuildPodConfig config) {
        this.client = client;
        this.namespaces = orchestrator.namespaces();
        this.cluster = orchestrator.cluster();
        this.workspace = config.settings(cluster).workspace();
    }

    @Override
    public void start(Consumer<Key> changed, Consumer<Observation> gone)
            throws InterruptedException {
        for (String namespace : namespaces) {
            NamespaceWatch watch =
                    new NamespaceWatch(client, namespace, cluster, workspace, changed, gone);
            watches.put(namespace, watch);
            watch.start();
        }
        for (NamespaceWatch watch : watches.values()) {
            watch.awaitLook();
        }
    }

    @Override
    public void stop() {
        watches.values().forEach(NamespaceWatch::stop);
        watches.clear();
    }

    @Override
    public Optional<Observation> find(Key key) {
        return Optional.ofNullable(watches.get(key.namespace()))
                .flatMap(watch -> watch.find(key.job()));
    }

    /** The Job as it was seen last, for who replaces it: a version that is old is refused. */
    Optional<Job> job(String namespace, String name) {
        return Optional.ofNullable(watches.get(namespace)).flatMap(watch -> watch.job(name));
    }

    @Override
    public Collection<Observation> all() {
        List<Observation> all = new ArrayList<>();
        watches.values().forEach(watch -> all.addAll(watch.all()));
        return all;
    }

    @Override
    public Ledger ledger(String namespace, ProjectEnvId projectEnv) {
        return Optional.ofNullable(watches.get(namespace))
                .flatMap(watch -> watch.ledger(projectEnv))
                .orElseGet(() -> Ledger.empty(projectEnv, namespace));
    }

    @Override
    public Collection<Ledger> ledgers() {
        List<Ledger> all = new ArrayList<>();
        watches.values().forEach(watch -> all.addAll(watch.ledgers()));
        return all;
    }
}
