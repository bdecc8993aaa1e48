// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.benchmark;

import dev.hornero.events.build.ArgsResolved;
import dev.hornero.orchestrator.OrderedBuilds;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Call;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double MIB = 1024.0 * 1024;

    private OrchestratorBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (Cluster cluster = Cluster.start()) {
            requestsOfABuild(cluster, "with-a-secret-value", Map.of("TOKEN", "a-long-secret"));
            requestsOfABuild(cluster, "without-values", Map.of());
            for (int round = 1; round <= WARM_UP; round++) {
                burst(cluster, "warm-up-" + round);
            }
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                ratios.add(burst(cluster, "burst-" + round));
            }
            say(
                    "%nMedian ratio %.2f",
                    ratios.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow());
            memory(cluster);
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

    /** Orders one after another as fast as they are accepted, each of a ProjectEnv of its own. */
    private static double burst(Cluster cluster, String namespace) throws Exception {
        cluster.namespace(namespace);
        Topics topics = new Topics();
        List<ArgsResolved> builds = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            builds.add(
                    new OrderedBuilds(Instance.seals(), namespace)
                            .next(Map.of("TOKEN", "a-long-secret")));
        }
        try (Instance instance =
                Instance.of(
                        cluster.url(),
                        topics,
                        3,
                        Map.of("hornero.orchestrator.namespaces", namespace))) {
            Duration ours =
                    together(
                            builds.stream()
                                    .map(build -> job(() -> instance.queue(build)))
                                    .toList());
            Duration bare = bareLoop(cluster, namespace);
            double ratio = (double) bare.toNanos() / ours.toNanos();
            say(
                    "%n%s of %d: %.0f Jobs/s, bare loop %.0f Jobs/s, ratio %.2f",
                    namespace, BURST, perSecond(ours), perSecond(bare), ratio);
            return ratio;
        }
    }

    /** Makes copies of what the orchestrator has made: the Jobs and the Secrets. */
    private static Duration bareLoop(Cluster cluster, String namespace) throws Exception {
        String other = namespace + "-bare";
        cluster.namespace(other);
        List<Job> jobs =
                cluster.client().batch().v1().jobs().inNamespace(namespace).list().getItems();
        List<Secret> secrets = cluster.client().secrets().inNamespace(namespace).list().getItems();
        try (KubernetesClient client = Instance.client(cluster.url(), 3)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                Job job = copy(jobs.get(i), other);
                Secret secret = copy(secrets.get(i), other);
                work.add(
                        job(() -> {
                            client.resource(job).create();
                            client.resource(secret).create();
                        }));
            }
            Duration took = together(work);
            cluster.client().namespaces().withName(other).delete();
            return took;
        }
    }

    private static Job copy(Job job, String namespace) {
        return new JobBuilder(job)
                .withMetadata(
                        new ObjectMetaBuilder()
                                .withName(job.getMetadata().getName())
                                .withNamespace(namespace)
                                .withLabels(job.getMetadata().getLabels())
                                .withAnnotations(job.getMetadata().getAnnotations())
                                .build())
                .editSpec()
                .withSelector(null)
                .editTemplate()
                .editMetadata()
                .removeFromLabels("controller-uid")
                .removeFromLabels("batch.kubernetes.io/controller-uid")
                .removeFromLabels("job-name")
                .removeFromLabels("batch.kubernetes.io/job-name")
                .endMetadata()
                .endTemplate()
                .endSpec()
                .withStatus(null)
                .build();
    }

    private static Secret copy(Secret secret, String namespace) {
        return new SecretBuilder(secret)
                .withMetadata(
                        new ObjectMetaBuilder()
                                .withName(secret.getMetadata().getName())
                                .withNamespace(namespace)
                                .withLabels(secret.getMetadata().getLabels())
                                .build())
                .build();
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
