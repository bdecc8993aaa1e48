// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import static dev.hornero.systemtest.Rest.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.embedded.process.Directories;
import dev.hornero.systemtest.Repositories;
import dev.hornero.systemtest.Rest;
import dev.hornero.systemtest.RunningHornero;
import dev.hornero.systemtest.hostile.Broker;
import dev.hornero.systemtest.hostile.HostileLoad;
import dev.hornero.systemtest.hostile.HostileRecord;
import dev.hornero.systemtest.hostile.HostileRecords;
import dev.hornero.systemtest.hostile.Refusal;
import dev.hornero.systemtest.hostile.Refusal.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Thousands of builds over the whole path while processes are killed and stopped at random and
 * hostile records come in between. Ends with 1 unless every accepted build ended once, none was
 * made twice, nothing was left in the cluster, and every record was handled or is a dead letter.
 *
 * <p>{@code ./mvnw -q -Psoak -DskipTests verify -pl system-test -am}
 */
public final class Soak {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final int HOSTILE_AT_ONCE = 25;
    private static final int SHOWN = 8;

    private final SoakOptions options;
    private final RunningHornero hornero;
    private final Repositories repositories;
    private final Broker broker;
    private final Usage usage;
    private final long begin = System.nanoTime();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();

    private Soak(SoakOptions options, RunningHornero hornero, Repositories repositories) {
        this.options = options;
        this.hornero = hornero;
        this.repositories = repositories;
        this.broker = new Broker(hornero.kafka());
        this.usage = new Usage(hornero);
    }

    /** Runs; the arguments are {@link SoakOptions}. */
    public static void main(String[] arguments) {
        boolean good = false;
        try {
            good = run(SoakOptions.of(arguments));
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            say("The soak broke off");
        }
        // Threads of clients would go on
        System.exit(good ? 0 : 1);
    }

    private static boolean run(SoakOptions options) throws Exception {
        say("%s", options);
        Directories.delete(options.folder());
        Files.createDirectories(options.folder());
        Map<String, String> settings = new HashMap<>();
        settings.put("HORNERO_EXECUTOR_IMAGE", "load-test.localhost/waits:" + options.build());
        if (!options.checkout()) {
            settings.put("HORNERO_CHECKOUT_IMAGE", "load-test.localhost/waits:0");
        }
        settings.put("HORNERO_MAX_BUILDS", "40");
        settings.put("HORNERO_MAX_BUILDS_PER_NAMESPACE", "40");
        // Hostile orders may ask for nodes and volumes that never come
        settings.put("HORNERO_WAITING_LIMIT", "30s");
        settings.put("HORNERO_SCHEDULING_LIMIT", "30s");
        try (Repositories repositories =
                new Repositories(options.folder().resolve("repositories"))) {
            settings.put("HORNERO_BUILDS_REACH", repositories.port());
            try (RunningHornero hornero =
                    RunningHornero.start(
                            Path.of(".."), options.folder().resolve("home"), settings)) {
                return new Soak(options, hornero, repositories).run();
            }
        }
    }

    private boolean run() throws Exception {
        try (PublishedBuilds published = new PublishedBuilds(hornero.kafka());
                ClusterHistory history = new ClusterHistory(hornero.cluster());
                Customers customers =
                        new Customers(hornero.rest(), hornero.kafka(), published, options);
                Faults faults = new Faults(hornero, options)) {
            customers.register(repositories);
            say("%d ProjectEnvs are registered", options.projectEnvs());
            try (HostileLoad hostile =
                    new HostileLoad(
                            hornero.kafka(),
                            new HostileRecords(
                                    options.seed(), repositories.url("plain"), broker.sent(20)))) {
                customers.begin();
                faults.begin();
                CompletableFuture<Void> written =
                        CompletableFuture.runAsync(() -> write(hostile, customers));
                goOn(
                        "orders, faults and hostile records",
                        published,
                        customers,
                        hostile,
                        faults,
                        () -> {
                            if (customers.isDone()) {
                                faults.enough();
                            }
                            return customers.isDone() && faults.isDone() && written.isDone();
                        });
                written.join();
                customers.giveAll();
                awaitEnds(published, customers, hostile, faults);
                figures.put("seconds", since(begin).toSeconds());
                judgeLag();
                judgeBuilds(published, customers);
                judgeCluster(published, history, customers);
                judgeRecords(hostile, customers);
                judgeServices();
                figures.put("faults", faults.done());
            }
        }
        return conclude();
    }

    /** Spreads the hostile records over the time that the orders take. */
    private void write(HostileLoad hostile, Customers customers) {
        while (hostile.sent() < options.hostile()) {
            int due =
                    customers.isDone()
                            ? options.hostile()
                            : (int)
                                    ((long) options.hostile()
                                            * customers.accepted().size()
                                            / options.builds());
            int some = Math.min(HOSTILE_AT_ONCE, Math.min(due, options.hostile()) - hostile.sent());
            if (some > 0) {
                hostile.write(some);
            } else {
                pause(Duration.ofMillis(200));
            }
        }
    }

    private void goOn(
            String what,
            PublishedBuilds published,
            Customers customers,
            HostileLoad hostile,
            Faults faults,
            BooleanSupplier done) {
        long last = 0;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - last > PROGRESS.toNanos()) {
                last = System.nanoTime();
                progress(published, customers, hostile, faults);
            }
            pause(Duration.ofMillis(250));
            customers.collectOrdered();
        }
        say("Done: %s", what);
    }

    private void progress(
            PublishedBuilds published, Customers customers, HostileLoad hostile, Faults faults) {
        usage.look();
        long seconds = Math.max(1, since(begin).toSeconds());
        say(
                "%5d s: accepted %d, ended %d (%.1f/s), hostile %d, faults %s, answers %s, CPU %s",
                seconds,
                customers.accepted().size(),
                published.ended(),
                (double) published.ended() / seconds,
                hostile.sent(),
                faults.done().values().stream().mapToInt(n -> n).sum(),
                customers.answers(),
                usage.seconds());
    }

    /** Until every accepted build has ended, or nothing has for a long time. */
    private void awaitEnds(
            PublishedBuilds published, Customers customers, HostileLoad hostile, Faults faults) {
        int[] ended = {published.ended()};
        long[] changed = {System.nanoTime()};
        goOn(
                "every build has ended, or none ends any more",
                published,
                customers,
                hostile,
                faults,
                () -> {
                    if (published.ended() != ended[0]) {
                        ended[0] = published.ended();
                        changed[0] = System.nanoTime();
                    }
                    boolean all =
                            customers.unanswered().isEmpty()
                                    && published.ended() >= customers.accepted().size();
                    return all || since(changed[0]).compareTo(options.patience()) > 0;
                });
    }

    private void judgeBuilds(PublishedBuilds published, Customers customers) {
        Map<String, Integer> phases = new TreeMap<>();
        List<String> lost = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (String id : customers.accepted()) {
            PublishedBuilds.Build build = published.of(id).orElse(null);
            if (build == null || build.ends().isEmpty()) {
                lost.add(id);
                continue;
            }
            if (build.ends().size() > 1 || build.beginnings().size() > 1) {
                twice.add(id + " began " + build.beginnings() + ", ended " + build.ends());
            }
            build.ends().values().stream()
                    .findFirst()
                    .ifPresent(end -> phases.merge(end, 1, Integer::sum));
        }
        figures.put("ordered", options.builds());
        figures.put("accepted", customers.accepted().size());
        figures.put("ended", phases);
        figures.put("cancellations accepted", customers.cancelled());
        figures.put("answers", customers.answers());
        none("orders over Kafka without a build", customers.unanswered());
        none("lost builds", lost);
        none("builds published twice", twice);
        none("unexpected answers", customers.unexpected());
        if (customers.accepted().size() != options.builds()) {
            broken.add(
                    "%d builds were ordered, %d accepted"
                            .formatted(options.builds(), customers.accepted().size()));
        }
        none("phases that REST shows otherwise", shownOtherwise(published, customers));
    }

    private List<String> shownOtherwise(PublishedBuilds published, Customers customers) {
        Map<String, String> phases = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page =
                    asked(() -> hornero.rest(), "/status/v1/builds?limit=200" + cursor).json();
            page.path("items")
                    .forEach(build ->
                            phases.put(build.path("id").asText(), build.path("phase").asText()));
            String next = page.path("next").asText("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        List<String> otherwise = new ArrayList<>();
        for (String id : customers.accepted()) {
            String phase = phases.getOrDefault(id, "unknown");
            if (published.hasEnded(id)
                    && !published.of(id).orElseThrow().ends().containsValue(phase)) {
                otherwise.add(id + " " + phase);
            }
        }
        return otherwise;
    }

    private static Rest.Answer asked(java.util.function.Supplier<Rest> rest, String path) {
        long begin = System.nanoTime();
        Rest.Answer answer = rest.get().get(path);
        while (answer.status() != 200 && since(begin).toSeconds() < 60) {
            pause(Duration.ofSeconds(1));
            answer = rest.get().get(path);
        }
        return answer;
    }

    private void judgeCluster(
            PublishedBuilds published, ClusterHistory history, Customers customers) {
        long waited = System.nanoTime();
        Map<String, Integer> left = left();
        while (left.values().stream().anyMatch(count -> count > 0)
                && since(waited).compareTo(options.patience()) < 0) {
            pause(Duration.ofSeconds(1));
            left = left();
        }
        figures.put("left in the cluster", left);
        figures.put("changes of Jobs and Pods", history.changes());
        figures.put("most builds at once", history.mostAtOnce());
        left.forEach((kind, count) -> {
            if (count > 0) {
                broken.add(count + " " + kind + " are left in the cluster");
            }
        });
        List<String> secondJobs = new ArrayList<>();
        history.jobs()
                .forEach((build, jobs) -> {
                    if (jobs.size() > 1) {
                        secondJobs.add(build + " " + jobs);
                    }
                });
        none("builds with a second Job", secondJobs);
        none("builds of one ProjectEnv at once", history.together());
        none("builds out of order", outOfOrder(published, history, customers));
    }

    private Map<String, Integer> left() {
        return ClusterHistory.left(path -> asked(() -> hornero.cluster(), path).ok());
    }

    /** By the first Pods, whose times are whole seconds. */
    private static List<String> outOfOrder(
            PublishedBuilds published, ClusterHistory history, Customers customers) {
        Map<String, TreeMap<Long, String>> pods = new HashMap<>();
        Map<String, String> firstPods = history.firstPods();
        for (String id : customers.accepted()) {
            PublishedBuilds.Build build = published.of(id).orElse(null);
            String pod = firstPods.get(id);
            if (build != null && pod != null) {
                pods.computeIfAbsent(build.projectEnv(), _ -> new TreeMap<>())
                        .put(build.sequence(), pod);
            }
        }
        List<String> wrong = new ArrayList<>();
        pods.forEach((projectEnv, bySequence) -> {
            String last = "";
            for (Map.Entry<Long, String> one : bySequence.entrySet()) {
                if (one.getValue().compareTo(last) < 0) {
                    wrong.add(projectEnv + " " + one + " after " + last);
                }
                last = one.getValue();
            }
        });
        return wrong;
    }

    /** What REST says is judged when every service has read everything. */
    private void judgeLag() {
        long waited = System.nanoTime();
        Map<String, Long> lag = broker.lag();
        while (lag.values().stream().anyMatch(n -> n > 0)
                && since(waited).compareTo(options.patience()) < 0) {
            pause(Duration.ofSeconds(2));
            lag = broker.lag();
        }
        figures.put("lag", lag);
        lag.forEach((group, n) -> {
            if (n > 0) {
                broken.add(group + " has not read " + n + " records");
            }
        });
    }

    private void judgeRecords(HostileLoad hostile, Customers customers) {
        Map<Place, HostileRecord.Kind> written = hostile.written();
        Map<String, Set<String>> readers = broker.readers();
        Set<String> buried = new HashSet<>();
        List<String> ours = new ArrayList<>();
        Map<String, Integer> letters = new TreeMap<>();
        int again = 0;
        int consequences = 0;
        for (Refusal refusal : broker.refusals(Map.of())) {
            letters.merge(refusal.group(), 1, Integer::sum);
            if (!buried.add(refusal.group() + " " + refusal.place())) {
                again++;
            } else if (!written.containsKey(refusal.place())) {
                if (customers.accepted().stream().anyMatch(refusal.about()::contains)) {
                    ours.add(refusal.toString());
                } else {
                    consequences++;
                }
            }
        }
        List<String> missing = new ArrayList<>();
        int mayBeEvents = 0;
        int expected = 0;
        for (Map.Entry<Place, HostileRecord.Kind> one : written.entrySet()) {
            if (!one.getValue().refused()) {
                mayBeEvents++;
                continue;
            }
            for (String group : readers.getOrDefault(one.getKey().partition().topic(), Set.of())) {
                expected++;
                if (!buried.contains(group + " " + one.getKey())) {
                    missing.add(group + " " + one.getValue().name() + " " + one.getKey());
                }
            }
        }
        figures.put("hostile records sent", hostile.sent());
        figures.put("hostile records that the broker refused", hostile.refusedByTheBroker());
        figures.put("hostile records that may be events", mayBeEvents);
        figures.put("dead letters that had to be", expected);
        figures.put("dead letters by group", letters);
        figures.put("dead letters written again after a kill", again);
        figures.put("dead letters of what hostile orders led to", consequences);
        none("records that are neither handled nor dead letters", missing);
        none("dead letters of accepted builds", ours);
    }

    private void judgeServices() throws InterruptedException {
        long waited = System.nanoTime();
        List<String> down = notUp();
        while (!down.isEmpty() && since(waited).toSeconds() < 60) {
            TimeUnit.SECONDS.sleep(1);
            down = notUp();
        }
        none("services that are not well", down);
        Rest.Answer letters = asked(() -> hornero.rest(), "/api/v1/dead-letters?limit=200");
        if (letters.status() != 200) {
            broken.add("the dead letters cannot be listed: " + letters.status());
        }
        Rest.Answer last = hornero.rest().post("/api/v1/project-envs/dev-soak-1/builds", object());
        String id = last.json().path("id").asText();
        String phase = "";
        waited = System.nanoTime();
        while (!phase.equals("SUCCEEDED") && since(waited).toSeconds() < 60) {
            pause(Duration.ofMillis(250));
            phase = hornero.rest().get("/status/v1/builds/" + id).json().path("phase").asText("");
        }
        if (!phase.equals("SUCCEEDED")) {
            broken.add("a build that was ordered in the end is " + phase);
        }
    }

    private List<String> notUp() {
        List<String> down = new ArrayList<>();
        for (String service : RunningHornero.SERVICES) {
            for (String health : List.of("/q/health/live", "/q/health/ready")) {
                Rest.Answer answer = hornero.ask(service, health);
                if (answer.status() != 200) {
                    down.add(service + " " + health + " " + answer.text());
                }
            }
        }
        return down;
    }

    private void none(String what, java.util.Collection<String> found) {
        figures.put(what, found.size());
        if (!found.isEmpty()) {
            broken.add(
                    "%d %s: %s"
                            .formatted(found.size(), what, found.stream().limit(SHOWN).toList()));
        }
    }

    private boolean conclude() throws IOException {
        usage.look();
        figures.put("processor seconds", usage.seconds());
        figures.put("seed", options.seed());
        figures.put("broken", broken);
        Path file = options.folder().resolve("figures.json");
        Files.writeString(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures), UTF_8);
        say("");
        figures.forEach((name, value) -> say("%-50s %s", name, value));
        say("");
        broken.forEach(one -> say("BROKEN: %s", one));
        say("Figures are in %s", file);
        return broken.isEmpty();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
