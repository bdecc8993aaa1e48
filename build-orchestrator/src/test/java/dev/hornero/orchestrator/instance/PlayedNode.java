// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.orchestrator.PlayedKubelet;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A node on which builds succeed at once, or run until a test ends them. It remembers every Job and
 * Pod that ever was, and when builds of one ProjectEnv ran at the same time.
 */
public final class PlayedNode implements AutoCloseable {
    private static final String BUILD = "hornero.dev/build-id";
    private static final String PROJECT_ENV = "hornero.dev/project-env-id";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final KubernetesClient client;
    private final PlayedKubelet kubelet;
    private final Predicate<Pod> endsAtOnce;
    private final Map<String, Set<String>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> pods = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> alive = new ConcurrentHashMap<>();
    private final Set<String> together = ConcurrentHashMap.newKeySet();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<Job> jobsSeen;
    private final SharedIndexInformer<Pod> podsSeen;

    public PlayedNode(KubernetesClient client, String namespace, Predicate<Pod> endsAtOnce) {
        this.client = client;
        this.kubelet = new PlayedKubelet(client, namespace);
        this.endsAtOnce = endsAtOnce;
        jobsSeen = client.batch().v1().jobs().inNamespace(namespace).inform(on(this::job, _ -> {}));
        podsSeen = client.pods().inNamespace(namespace).inform(on(this::pod, this::gone));
    }

    /** Every Job that a build ever had, by uid. */
    public Set<String> jobsOf(String build) {
        return new TreeSet<>(jobs.getOrDefault(build, Set.of()));
    }

    /** Every Pod that a build ever had, by uid. */
    public Set<String> podsOf(String build) {
        return new TreeSet<>(pods.getOrDefault(build, Set.of()));
    }

    /** ProjectEnvs of which two builds had a living Pod at one time. */
    public Set<String> together() {
        return Set.copyOf(together);
    }

    public Collection<Pod> alive() {
        return podsSeen.getIndexer().list().stream().filter(pod -> !isOver(pod)).toList();
    }

    public void succeeds(Pod pod) {
        kubelet.succeeds(pod, DIGEST);
    }

    private void job(Job job) {
        jobs.computeIfAbsent(
                        label(job.getMetadata().getLabels(), BUILD),
                        _ -> ConcurrentHashMap.newKeySet())
                .add(job.getMetadata().getUid());
    }

    private void pod(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        String build = label(labels, BUILD);
        pods.computeIfAbsent(build, _ -> ConcurrentHashMap.newKeySet())
                .add(pod.getMetadata().getUid());
        if (isOver(pod)) {
            gone(pod);
        } else {
            Set<String> builds =
                    alive.computeIfAbsent(
                            label(labels, PROJECT_ENV), _ -> ConcurrentHashMap.newKeySet());
            builds.add(build);
            if (builds.size() > 1) {
                together.add(label(labels, PROJECT_ENV));
            }
            act(pod);
        }
    }

    /** Where no scheduler does. */
    private void take(Pod pod) {
        client.bindings()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(
                        new BindingBuilder()
                                .withMetadata(
                                        new ObjectMetaBuilder()
                                                .withName(pod.getMetadata().getName())
                                                .withNamespace(pod.getMetadata().getNamespace())
                                                .build())
                                .withNewTarget()
                                .withKind("Node")
                                .withName("played")
                                .endTarget()
                                .build())
                .create();
    }

    private void gone(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        alive.getOrDefault(label(labels, PROJECT_ENV), ConcurrentHashMap.newKeySet())
                .remove(label(labels, BUILD));
    }

    private void act(Pod pod) {
        boolean stops = pod.getMetadata().getDeletionTimestamp() != null;
        boolean scheduled = pod.getSpec().getNodeName() != null;
        String step = pod.getMetadata().getUid() + (stops ? " stops" : " runs");
        if ((stops || scheduled) && handled.add(step)) {
            Thread.ofVirtual().name(step).start(() -> act(pod, stops));
        } else if (Cluster.isGiven() && !scheduled && handled.add(step + " here")) {
            Thread.ofVirtual().name(step).start(() -> take(pod));
        }
    }

    private void act(Pod pod, boolean stops) {
        try {
            if (stops) {
                kubelet.goes(pod);
            } else if (endsAtOnce.test(pod)) {
                kubelet.succeeds(pod, DIGEST);
            } else {
                kubelet.runs(pod);
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() != 404) {
                throw e;
            }
        }
    }

    private static boolean isOver(Pod pod) {
        return Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    private static String label(Map<String, String> labels, String name) {
        return labels.getOrDefault(name, "none");
    }

    private static <T> ResourceEventHandler<T> on(
            java.util.function.Consumer<T> changed, java.util.function.Consumer<T> gone) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                changed.accept(object);
            }

            @Override
            public void onUpdate(T before, T object) {
                changed.accept(object);
            }

            @Override
            public void onDelete(T object, boolean finalStateUnknown) {
                gone.accept(object);
            }
        };
    }

    @Override
    public void close() {
        jobsSeen.close();
        podsSeen.close();
        client.close();
    }
}
