// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import static dev.hornero.systemtest.Rest.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import dev.hornero.systemtest.Repositories;
import dev.hornero.systemtest.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Those who order builds, over REST and over Kafka, give values and take them away again, and
 * cancel. An order that gets no answer is sent again as it was.
 */
final class Customers implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> AWAY = Set.of(0, 429, 502, 503, 504);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final int WORKERS = 4;
    private static final int ONE_IN_NEEDS_VALUES = 6;
    private static final int ONE_IN_KAFKA = 5;
    private static final int ONE_IN_CANCELLED = 20;
    private static final int ONE_IN_WRONG = 25;
    private static final String NO_COMMIT = "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    /** How many builds may be under way: enough to keep the cluster busy. */
    private static final int MOST_OPEN = 150;

    private final Rest rest;
    private final PublishedBuilds published;
    private final SoakOptions options;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicInteger left;
    private final AtomicInteger working = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    Customers(
            Rest rest, Map<String, Object> kafka, PublishedBuilds published, SoakOptions options) {
        this.rest = rest;
        this.published = published;
        this.options = options;
        this.left = new AtomicInteger(options.builds());
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000);
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Registers everything; each ProjectEnv's initial build is an order too. */
    void register(Repositories repositories) {
        post(
                "/api/v1/environments",
                object("name", "dev", "cluster", "local", "namespace", "builds"));
        String plain = repositories.withDockerfile("plain", "FROM scratch\nCOPY Dockerfile /\n");
        String asking =
                repositories.withDockerfile(
                        "asking",
                        "FROM scratch\nARG VERSION\nLABEL v=$VERSION\nCOPY Dockerfile /\n");
        for (int i = 0; i < options.projectEnvs(); i++) {
            String project = project(i);
            post(
                    "/api/v1/projects",
                    object("name", project, "repository", needsValues(i) ? asking : plain));
            Rest.Answer made =
                    post("/api/v1/project-envs", object("project", project, "environment", "dev"));
            take(made.ok().at("/build/id").asText());
            left.decrementAndGet();
        }
    }

    /** Begins to order; returns at once. */
    void begin() {
        for (int i = 0; i < WORKERS; i++) {
            Random random = new Random(options.seed() + i);
            working.incrementAndGet();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            work(random);
                        } finally {
                            working.decrementAndGet();
                        }
                    });
        }
        Random random = new Random(options.seed() - 1);
        Thread.ofVirtual().start(() -> giveAndTake(random));
    }

    /** Whether everything was ordered and answered. */
    boolean isDone() {
        return working.get() == 0;
    }

    /** Gives whatever is asked for, so that nothing waits any more. */
    void giveAll() {
        closing = true;
        for (int i = 0; i < options.projectEnvs(); i++) {
            if (needsValues(i)) {
                give(i, "last");
            }
        }
    }

    private void work(Random random) {
        while (left.getAndDecrement() > 0) {
            while (accepted.size() + orders.size() - published.ended() > MOST_OPEN) {
                pause(AGAIN);
            }
            int i = random.nextInt(options.projectEnvs());
            Map<String, Object> build = object("cache", random.nextBoolean());
            if (random.nextInt(ONE_IN_WRONG) == 0) {
                build.put("commit", NO_COMMIT);
            }
            if (random.nextInt(ONE_IN_KAFKA) == 0) {
                order(i, random);
            } else {
                String id = build(i, build);
                if (random.nextInt(ONE_IN_CANCELLED) == 0) {
                    pause(Duration.ofMillis(random.nextInt(3_000)));
                    cancel(id);
                }
            }
        }
    }

    private String build(int i, Map<String, Object> body) {
        String key = UUID.randomUUID().toString();
        Rest.Answer answer =
                answered(() ->
                        rest.post("/api/v1/project-envs/dev-" + project(i) + "/builds", body, key));
        String id = answer.json().path("id").asText();
        if (!id.isEmpty()) {
            take(id);
        }
        return id;
    }

    private void take(String id) {
        accepted.add(id);
        published.accept(id);
    }

    private void cancel(String id) {
        Rest.Answer answer =
                answered(() -> rest.post("/api/v1/builds/" + id + "/cancel", object()), 409);
        if (answer.status() / 100 == 2) {
            cancelled.add(id);
        }
    }

    /** An order of another service; one in four is sent twice. */
    private void order(int i, Random random) {
        String id = UUID.randomUUID().toString();
        String projectEnv = "dev-" + project(i);
        ProducerRecord<String, byte[]> order =
                new ProducerRecord<>(
                        Topic.REQUESTS.topicName(),
                        projectEnv,
                        json(object("projectEnv", projectEnv, "values", object())));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", EventType.BUILD_ORDERED.typeName(),
                        "ce_source", "soak",
                        "ce_subject", projectEnv,
                        "ce_id", id,
                        "ce_time", "2026-03-01T10:15:30Z",
                        "content-type", "application/json")
                .forEach((name, text) -> order.headers().add(name, text.getBytes(UTF_8)));
        int times = random.nextInt(4) == 0 ? 2 : 1;
        for (int n = 0; n < times; n++) {
            try {
                producer.send(order).get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("an order was not taken in ten minutes", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        orders.add(id);
    }

    /** Counts the builds that orders over Kafka have made by now; those without stay. */
    void collectOrdered() {
        List<String> open = new ArrayList<>();
        for (String order = orders.poll(); order != null; order = orders.poll()) {
            String id = published.builtFor(order).orElse("");
            if (id.isEmpty()) {
                open.add(order);
            } else {
                take(id);
            }
        }
        orders.addAll(open);
    }

    private void giveAndTake(Random random) {
        while (!closing) {
            int i =
                    random.nextInt(options.projectEnvs())
                            / ONE_IN_NEEDS_VALUES
                            * ONE_IN_NEEDS_VALUES;
            if (needsValues(i)) {
                give(i, random.nextInt(3) == 0 ? null : "v" + random.nextInt(100));
            }
            pause(Duration.ofMillis(500 + random.nextInt(1_500)));
        }
    }

    private void give(int i, @org.jspecify.annotations.Nullable String value) {
        answered(() ->
                rest.patch(
                        "/api/v1/project-envs/dev-" + project(i) + "/args",
                        object("VERSION", value)));
    }

    private Rest.Answer post(String path, Map<String, Object> body) {
        return answered(() -> rest.post(path, body));
    }

    private Rest.Answer answered(Supplier<Rest.Answer> call, Integer... alsoGood) {
        while (true) {
            Rest.Answer answer = call.get();
            answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
            boolean good =
                    answer.status() / 100 == 2 || List.of(alsoGood).contains(answer.status());
            if (good) {
                return answer;
            }
            if (!AWAY.contains(answer.status())) {
                unexpected.add(answer.status() + " " + answer.text());
            }
            if (answer.status() / 100 == 4 && answer.status() != 429) {
                return answer;
            }
            pause(AGAIN);
        }
    }

    /** The builds that were accepted. */
    Collection<String> accepted() {
        return accepted;
    }

    /** Orders over Kafka that have no build yet. */
    Collection<String> unanswered() {
        return orders;
    }

    /** How many cancellations were accepted. */
    int cancelled() {
        return cancelled.size();
    }

    /** How often which status was answered; 0 stands for no answer. */
    Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    /** Answers that a client cannot do anything with: neither good nor "ask again". */
    Collection<String> unexpected() {
        return unexpected;
    }

    private static boolean needsValues(int i) {
        return i % ONE_IN_NEEDS_VALUES == 0;
    }

    private static String project(int i) {
        return "soak-" + i;
    }

    private static byte[] json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        left.set(0);
        producer.close(Duration.ofSeconds(5));
    }
}
