// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.soak;

import dev.hornero.embedded.kafka.EmbeddedKafka;
import dev.hornero.events.Topic;
import dev.hornero.events.imagebuild.ArgsResolved;
import dev.hornero.events.job.BuildJobCancelled;
import dev.hornero.events.job.BuildJobEvent;
import dev.hornero.events.job.BuildJobFailed;
import dev.hornero.events.job.BuildJobSucceeded;
import dev.hornero.events.log.BuildLogAppended;
import dev.hornero.orchestrator.PublishedEvents;
import dev.hornero.orchestrator.instance.Cluster;
import dev.hornero.orchestrator.instance.Instance;
import dev.hornero.orchestrator.instance.PlayedNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;

/**
 * Two orchestrators, as they are deployed, while builds are ordered without end: the one that leads
 * is stopped for longer than its Lease and wakes up beside the one that took over; then the API
 * server is away for minutes. At no time may two builds of one ProjectEnv run, and in the end every
 * build must have ended once and left nothing. Ends with 1 where that is not so.
 *
 * <p>{@code ./mvnw -q -Ptwo-leaders -DskipTests verify -pl build-orchestrator -am}
 */
public final class OrchestratorSoak {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final String namespace;
    private final Load load;
    private final List<OrchestratorProcess> both;
    private final PublishedEvents published;

    private OrchestratorSoak(
            Cluster cluster,
            String namespace,
            Load load,
            List<OrchestratorProcess> both,
            PublishedEvents published) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.load = load;
        this.both = both;
        this.published = published;
    }

    /**
     * Runs.
     *
     * @param args the application's jar, a directory for its logs, how often the leader is stopped,
     *     and for how many seconds it is and the API server is away
     */
    public static void main(String[] args) {
        boolean good = false;
        try {
            good = run(args);
        } catch (Exception e) {
            e.printStackTrace();
            say("The soak broke off");
        }
        // Threads of clients would go on.
        System.exit(good ? 0 : 1);
    }

    private static boolean run(String[] args) throws Exception {
        String namespace = "soak-" + UUID.randomUUID().toString().substring(0, 8);
        try (Cluster cluster = Cluster.start();
                EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            cluster.namespace(namespace);
            createTopics(kafka);
            try (JobHistory history = new JobHistory(cluster.client(), namespace);
                    PlayedNode node =
                            new PlayedNode(
                                    Instance.client(cluster.url(), 3), namespace, _ -> false);
                    PublishedEvents published = new PublishedEvents(kafka.bootstrapServers());
                    Load load = new Load(kafka.bootstrapServers(), node, namespace);
                    OrchestratorProcess one = start(args, "one", cluster, kafka, namespace);
                    OrchestratorProcess other = start(args, "other", cluster, kafka, namespace)) {
                OrchestratorSoak soak =
                        new OrchestratorSoak(
                                cluster, namespace, load, List.of(one, other), published);
                soak.run(
                        Integer.parseInt(args[2]),
                        Duration.ofSeconds(Long.parseLong(args[3])),
                        Duration.ofSeconds(Long.parseLong(args[4])));
                return soak.judge(history, node);
            }
        }
    }

    private static OrchestratorProcess start(
            String[] args, String name, Cluster cluster, EmbeddedKafka kafka, String namespace)
            throws Exception {
        return OrchestratorProcess.start(
                Path.of(args[0]),
                Path.of(args[1], name + ".log"),
                cluster.url(),
                kafka.bootstrapServers(),
                namespace);
    }

    private static void createTopics(EmbeddedKafka kafka) throws Exception {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            admin.createTopics(
                            Stream.of(
                                            Topic.BUILDS,
                                            Topic.PROJECT_ENVS,
                                            Topic.BUILD_JOBS,
                                            Topic.BUILD_LOGS)
                                    .map(topic -> new NewTopic(topic.topicName(), 4, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    private void run(int rounds, Duration pause, Duration outage) throws Exception {
        leader();
        load.begin();
        goOnFor(BETWEEN);
        for (int round = 1; round <= rounds; round++) {
            stopTheLeader(round, pause);
            goOnFor(BETWEEN);
        }
        takeTheApiServerAway(outage);
        goOnFor(BETWEEN);
        load.enough();
    }

    private void stopTheLeader(int round, Duration pause) throws Exception {
        OrchestratorProcess leader = leader();
        OrchestratorProcess heir =
                both.stream().filter(one -> one != leader).findFirst().orElseThrow();
        long renewals = heir.renewals();
        long begin = System.nanoTime();
        leader.pause();
        Awaitility.await().atMost(PATIENCE).until(() -> heir.renewals() > renewals);
        Duration taken = since(begin);
        goOnFor(pause.minus(taken));
        int asked = leader.requests();
        leader.resume();
        goOnFor(Duration.ofSeconds(5));
        say(
                "Round %d: leader stopped for %d s, another one led after %.1f s; %d requests of"
                        + " the one that woke up in its first 5 s",
                round, pause.toSeconds(), taken.toMillis() / 1000.0, leader.requests() - asked);
    }

    private void takeTheApiServerAway(Duration outage) {
        int orderedBefore = load.ordered().size();
        both.forEach(OrchestratorProcess::cutOff);
        goOnFor(outage);
        List<ArgsResolved> meanwhile = load.ordered().subList(orderedBefore, load.ordered().size());
        long begin = System.nanoTime();
        both.forEach(OrchestratorProcess::reconnect);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> {
                    published.poll();
                    return meanwhile.stream().anyMatch(build -> !ends(build).isEmpty());
                });
        Duration first = since(begin);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> {
                    published.poll();
                    return meanwhile.stream().noneMatch(build -> ends(build).isEmpty());
                });
        say(
                "API server away for %d s: the first of %d builds ordered meanwhile had ended %.1f"
                        + " s after, the last %.1f s after",
                outage.toSeconds(),
                meanwhile.size(),
                first.toMillis() / 1000.0,
                since(begin).toMillis() / 1000.0);
    }

    /** The one that renews the Lease. */
    private OrchestratorProcess leader() {
        Map<OrchestratorProcess, Long> before = new HashMap<>();
        both.forEach(one -> before.put(one, one.renewals()));
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                both.stream()
                                        .filter(one ->
                                                one.renewals() > before.getOrDefault(one, 0L))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Lets time pass while both processes live. */
    private void goOnFor(Duration time) {
        if (time.isPositive()) {
            Awaitility.await()
                    .failFast(
                            "an orchestrator ended",
                            () -> both.stream().anyMatch(one -> !one.isAlive()))
                    .pollDelay(time)
                    .atMost(time.plus(PATIENCE))
                    .until(() -> true);
        }
    }

    private List<BuildJobEvent> ends(ArgsResolved build) {
        return published.eventsSoFar(build.build().id()).stream()
                .filter(event ->
                        event instanceof BuildJobSucceeded
                                || event instanceof BuildJobFailed
                                || event instanceof BuildJobCancelled)
                .toList();
    }

    private boolean isDone(ArgsResolved build) {
        return !ends(build).isEmpty()
                && published.logSoFar(build.build().id()).stream().anyMatch(BuildLogAppended::last)
                && cluster.left(namespace, build.build().id()).isEmpty();
    }

    private boolean judge(JobHistory history, PlayedNode node) {
        List<ArgsResolved> open = new ArrayList<>(load.ordered());
        long begin = System.nanoTime();
        while (!open.isEmpty() && since(begin).compareTo(PATIENCE) < 0) {
            published.poll();
            open.removeIf(this::isDone);
        }
        Map<String, Integer> byEnd = new TreeMap<>();
        List<String> notOnce = new ArrayList<>();
        for (ArgsResolved build : load.ordered()) {
            List<BuildJobEvent> ends = ends(build);
            ends.forEach(end -> byEnd.merge(end.getClass().getSimpleName(), 1, Integer::sum));
            if (ends.size() != 1) {
                notOnce.add(build.build().id() + " " + ends);
            }
        }
        long twice = history.jobs().values().stream().filter(jobs -> jobs.size() > 1).count();
        Set<String> together = history.together();
        say("%d builds ordered, ends %s", load.ordered().size(), byEnd);
        say(
                "%d changes of Jobs and Pods, at most %d builds at once",
                history.size(), history.mostAtOnce());
        say(
                "Two builds of one ProjectEnv at once: %d times by Jobs %s, %d by Pods",
                together.size(), together, node.together().size());
        say("Builds with more than one Job: %d", twice);
        say("Builds that have not ended once: %s", notOnce);
        say("Builds that left something: %s", open);
        return together.isEmpty()
                && node.together().isEmpty()
                && twice == 0
                && notOnce.isEmpty()
                && open.isEmpty();
    }

    private static Duration since(long begin) {
        return Duration.of(System.nanoTime() - begin, TimeUnit.NANOSECONDS.toChronoUnit());
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
