// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.orchestrator.api.ApiProxy;
import dev.hornero.orchestrator.api.Fault;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import dev.hornero.orchestrator.instance.Topics;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * An orchestrator dies at each of its requests to the API server, once before the server heard it
 * and once after, and another one takes over what it finds.
 */
class KillPointsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 6;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @Test
    void aBuildSucceedsWhereverItsOrchestratorDies() throws Exception {
        int requests = run("succeeds", Integer.MAX_VALUE, Fault.NONE, false);

        everyKillPoint("succeeds", requests, false);
    }

    @Test
    void aRunningBuildIsCancelledWhereverItsOrchestratorDies() throws Exception {
        int requests = run("cancelled", Integer.MAX_VALUE, Fault.NONE, true);

        everyKillPoint("cancelled", requests, true);
    }

    private static void everyKillPoint(String name, int requests, boolean cancel)
            throws InterruptedException {
        assertThat(requests).isPositive();
        List<Future<?>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int k = 1; k <= requests; k++) {
                int point = k;
                runs.add(
                        threads.submit(() ->
                                run(
                                        name + "-before-" + point,
                                        point,
                                        new Fault.CutBefore(),
                                        cancel)));
                runs.add(
                        threads.submit(() ->
                                run(
                                        name + "-after-" + point,
                                        point,
                                        new Fault.CutAfter(),
                                        cancel)));
            }
        }
        for (Future<?> run : runs) {
            try {
                run.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }

    /**
     * A whole build. Where it is cancelled, only requests from the cancel on are counted: those
     * before are the same for every build.
     *
     * @return how many requests were counted
     */
    private static int run(String name, int killedAt, Fault fault, boolean cancel)
            throws IOException {
        String namespace = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        cluster.namespace(namespace);
        Map<String, String> settings = Map.of("hornero.orchestrator.namespaces", namespace);
        ArgsResolved build =
                new OrderedBuilds(Instance.seals(), namespace)
                        .next(Map.of("TOKEN", "a-long-secret"));
        Topics topics = new Topics();
        AtomicBoolean dead = new AtomicBoolean();
        AtomicBoolean counting = new AtomicBoolean(!cancel);
        AtomicInteger requests = new AtomicInteger();
        try (PlayedNode node =
                        new PlayedNode(Instance.client(cluster.url(), 3), namespace, _ -> !cancel);
                ApiProxy ownWay = ApiProxy.before(cluster.url());
                ApiProxy heirsWay = ApiProxy.before(cluster.url());
                Instance first = Instance.of(ownWay, topics, settings);
                Instance heir = Instance.of(heirsWay, topics, settings)) {
            ownWay.spoil(call -> {
                if (dead.get()) {
                    return new Fault.CutBefore();
                }
                if (!counting.get() || call.isUpkeep() || requests.incrementAndGet() != killedAt) {
                    return Fault.NONE;
                }
                dead.set(true);
                first.die();
                return fault;
            });
            first.lead();
            List<Consumer<Instance>> again = new ArrayList<>();
            deliver(first, to -> to.queue(build), again);
            if (cancel) {
                awaitRunning(build, topics);
                counting.set(true);
                deliver(first, to -> to.cancel(build), again);
            }
            await().atMost(PATIENCE).until(() -> dead.get() || isDone(namespace, build, topics));
            if (dead.get()) {
                heir.lead();
                again.forEach(delivery -> delivery.accept(heir));
            }
            await(namespace)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(topics.ends(build.build().id()))
                                .singleElement()
                                .isInstanceOf(
                                        cancel ? BuildJobCancelled.class : BuildJobSucceeded.class);
                        assertThat(topics.isLogClosed(build.build().id())).isTrue();
                        assertThat(cluster.left(namespace, build.build().id())).isEmpty();
                    });
            assertThat(node.jobsOf(build.build().id().toString())).as(namespace).hasSize(1);
            assertThat(node.podsOf(build.build().id().toString())).as(namespace).hasSize(1);
            return requests.get();
        }
    }

    /** What is not acknowledged comes again, to the instance that runs then. */
    private static void deliver(
            Instance instance, Consumer<Instance> delivery, List<Consumer<Instance>> again) {
        try {
            delivery.accept(instance);
        } catch (KubernetesClientException | CompletionException e) {
            again.add(delivery);
        }
    }

    private static void awaitRunning(ArgsResolved build, Topics topics) {
        await().atMost(PATIENCE)
                .until(() -> topics.names(build.build().id()).contains("BuildJobStarted"));
    }

    private static boolean isDone(String namespace, ArgsResolved build, Topics topics) {
        return topics.isLogClosed(build.build().id())
                && cluster.left(namespace, build.build().id()).isEmpty();
    }
}
