// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.benchmark;

import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.orchestrator.OrderedBuilds;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Call;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Says what one build costs the API server, how fast orders are queued beside a bare loop that
 * makes the same objects with the same client on the same server, and what following many builds
 * costs in memory. To be had: at least 0.8 of the bare loop.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -DskipTests verify -pl build-orchestrator -am}
 */
public final class OrchestratorBenchmark {
    private static final int BURST = 1_000;
    private static final int AT_ONCE = 64;
    private static final int FOLLOWED = 500;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double MIB = 1024.0 * 1024;

    private OrchestratorBenchmark() {}

    /**
     * Arguments: the parts to run ({@code requests}, {@code burst}, {@code memory}); none for all.
     */
    public static void main(String[] args) throws Exception {
        Set<String> named =
                Stream.of(args).filter(part -> !part.isEmpty()).collect(Collectors.toSet());
        Set<String> parts = named.isEmpty() ? Set.of("requests", "burst", "memory") : named;
        try (Cluster cluster = Cluster.start()) {
            if (parts.contains("requests")) {
                requestsOfABuild(cluster, "with-a-secret-value", Map.of("TOKEN", "a-long-secret"));
                requestsOfABuild(cluster, "without-values", Map.of());
            }
            if (parts.contains("burst")) {
                for (int round = 1; round <= WARM_UP; round++) {
                    burst(cluster, "warm-up-" + round, false);
                }
                bursts(cluster, "burst", false);
                bursts(cluster, "leading", true);
            }
            if (parts.contains("memory")) {
                memory(cluster);
            }
        }
        System.exit(0);
    }

    private static void requestsOfABuild(
            Cluster cluster, String namespace, Map<String, String> values) throws Exception {
        cluster.namespace(namespace);
        Topics topics = new Topics();
        try (PlayedNode node =
                        new PlayedNode(Instance.client(cluster.url(), 3), namespace, _ -> true);
                ApiProxy proxy = ApiProxy.before(cluster.url());
                Instance instance =
                        Instance.of(
                                        proxy,
                                        topics,
                                        Map.of("hornero.orchestrator.namespaces", namespace))
                                .lead()) {
            OrderedBuilds builds = new OrderedBuilds(Instance.seals(), namespace);
            ArgsResolved first = builds.next(values);
            instance.queue(first);
            awaitGone(cluster, namespace, first, topics);
            int before = proxy.calls().size();

            ArgsResolved build = builds.next(values);
            instance.queue(build);
            awaitGone(cluster, namespace, build, topics);
            List<Call> calls =
                    proxy.calls().subList(before, proxy.calls().size()).stream()
                            .filter(call -> !call.isUpkeep())
                            .toList();
            say("%nRequests of a build %s: %d", namespace, calls.size());
            calls.forEach(call -> say("  %s", call.what()));
            say("  Pods: %d", node.podsOf(build.build().id().toString()).size());
        }
    }

    private static void awaitGone(
            Cluster cluster, String namespace, ArgsResolved build, Topics topics) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        topics.isLogClosed(build.build().id())
                                && cluster.left(namespace, build.build().id()).isEmpty());
    }

    private static void bursts(Cluster cluster, String name, boolean leads) throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            ratios.add(burst(cluster, name + "-" + round, leads));
        }
        say(
                "%nMedian ratio %.2f where the instance %s",
                ratios.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow(),
                leads ? "leads as well: it watches, publishes and releases" : "only takes orders");
    }

    /**
     * Orders one after another as fast as they are accepted, each of a ProjectEnv of its own.
     *
     * @param leads the instance has the limits of its settings' defaults, so that few are released
     */
    private static double burst(Cluster cluster, String namespace, boolean leads) throws Exception {
        Duration bare = alone(cluster, namespace + "-bare", OrchestratorBenchmark::bareLoop);
        Duration ours =
                alone(
                        cluster,
                        namespace,
                        (there, builds) -> queued(there, builds, namespace, leads));
        double ratio = (double) bare.toNanos() / ours.toNanos();
        say(
                "%s of %d: %.0f Jobs/s, bare loop %.0f Jobs/s, ratio %.2f",
                namespace, BURST, perSecond(ours), perSecond(bare), ratio);
        return ratio;
    }

    private interface Part {
        Duration run(Cluster cluster, List<ArgsResolved> builds) throws Exception;
    }

    /** In a namespace of its own, with nothing under way that another part has left. */
    private static Duration alone(Cluster cluster, String namespace, Part part) throws Exception {
        cluster.namespace(namespace);
        List<ArgsResolved> builds = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            builds.add(
                    new OrderedBuilds(Instance.seals(), namespace)
                            .next(Map.of("TOKEN", "a-long-secret")));
        }
        System.gc();
        Duration took = part.run(cluster, builds);
        awaitSettled(cluster, namespace);
        remove(cluster, namespace);
        return took;
    }

    private static Duration queued(
            Cluster cluster, List<ArgsResolved> builds, String namespace, boolean leads)
            throws Exception {
        Map<String, String> settings =
                Map.of(
                        "hornero.orchestrator.namespaces", namespace,
                        "hornero.orchestrator.resync", "10s",
                        "hornero.queue.per-namespace", "10",
                        "hornero.queue.per-cluster", "20");
        try (Instance instance = Instance.of(cluster.url(), new Topics(), 3, settings)) {
            if (leads) {
                instance.lead();
            }
            return together(
                    builds.stream().map(build -> job(() -> instance.queue(build))).toList());
        }
    }

    /** Makes what orders would make, which is at hand before the time begins. */
    private static Duration bareLoop(Cluster cluster, List<ArgsResolved> builds) throws Exception {
        try (KubernetesClient client = Instance.client(cluster.url(), 3)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (ArgsResolved build : builds) {
                List<HasMetadata> objects = Instance.objects(build);
                work.add(
                        job(() -> {
                            HasMetadata job = client.resource(objects.getFirst()).create();
                            Secret values = (Secret) objects.getLast();
                            values.addOwnerReference(job);
                            client.resource(values).create();
                        }));
            }
            return together(work);
        }
    }

    /** What the Job controller still has to do for one part is not to burden the next. */
    private static void awaitSettled(Cluster cluster, String namespace) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        cluster
                                .client()
                                .batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream()
                                .noneMatch(job ->
                                        job.getStatus().getConditions().isEmpty()
                                                && Boolean.TRUE.equals(
                                                        job.getSpec().getSuspend())));
    }

    /** Leaves nothing that a later round would have to wait for. */
    private static void remove(Cluster cluster, String namespace) {
        KubernetesClient client = cluster.client();
        client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream()
                .filter(job -> !job.getFinalizers().isEmpty())
                .forEach(job ->
                        client.resource(job)
                                .patch(
                                        PatchContext.of(PatchType.JSON_MERGE),
                                        "{\"metadata\":{\"finalizers\":null}}"));
        client.namespaces().withName(namespace).delete();
        try (PlayedNode _ =
                new PlayedNode(Instance.client(cluster.url(), 3), namespace, _ -> false)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> client.namespaces().withName(namespace).get() == null);
        }
    }

    private static Callable<Void> job(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    /** As many at a time as records of the broker are handled. */
    private static Duration together(List<Callable<Void>> work) throws Exception {
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static double perSecond(Duration took) {
        return BURST * 1e9 / took.toNanos();
    }

    private static void memory(Cluster cluster) throws Exception {
        String namespace = "followed";
        cluster.namespace(namespace);
        Topics topics = new Topics();
        try (PlayedNode node =
                        new PlayedNode(Instance.client(cluster.url(), 3), namespace, _ -> false);
                ApiProxy proxy = ApiProxy.before(cluster.url())) {
            proxy.endlessLogs();
            double before = usedMib();
            Instance instance =
                    Instance.of(proxy, topics, Map.of("hornero.orchestrator.namespaces", namespace))
                            .lead();
            for (int i = 0; i < FOLLOWED; i++) {
                instance.queue(
                        new OrderedBuilds(Instance.seals(), namespace)
                                .next(Map.of("TOKEN", "a-long-secret")));
            }
            Awaitility.await().atMost(PATIENCE).until(() -> proxy.following() >= FOLLOWED);
            double followed = usedMib();
            say(
                    "%nMemory with %d running builds followed: %.0f MiB more of heap, the cluster's, the"
                            + " node's and the proxy's share in this process included; %d Pods",
                    FOLLOWED, followed - before, node.alive().size());
            proxy.cutWatches();
            instance.close();
            say("  of which without the orchestrator: %.0f MiB", usedMib() - before);
        }
    }

    private static double usedMib() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
