// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hornero.systemtest.Rest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every change of Jobs and Pods, watched from the beginning: which Jobs a build had, and which
 * builds of one ProjectEnv ran at once.
 */
final class ClusterHistory implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/apis/batch/v1/namespaces/builds/jobs";
    private static final String PODS = "/api/v1/namespaces/builds/pods";
    private static final String BUILD = "hornero.dev/build-id";
    private static final String PROJECT_ENV = "hornero.dev/project-env-id";

    private final Rest cluster;
    private final Map<String, Set<String>> jobs = new HashMap<>();
    private final Map<String, Map<String, String>> alive = new HashMap<>();
    private final Map<String, String> firstPods = new HashMap<>();
    private final Set<String> together = new TreeSet<>();
    private int mostAtOnce;
    private long changes;
    private volatile boolean closing;

    ClusterHistory(Rest cluster) {
        this.cluster = cluster;
        Thread.ofVirtual().start(() -> follow(JOBS, this::job));
        Thread.ofVirtual().start(() -> follow(PODS, this::pod));
    }

    private void follow(String path, BiConsumer<String, JsonNode> take) {
        while (!closing) {
            try {
                Rest.Answer list = cluster.get(path);
                if (list.status() == 200) {
                    begin(path);
                    list.json().path("items").forEach(item -> take.accept("ADDED", item));
                    String version = list.json().at("/metadata/resourceVersion").asText();
                    try (Stream<String> lines =
                            cluster.lines(path + "?watch=true&resourceVersion=" + version)) {
                        lines.forEach(line -> change(line, take));
                    }
                }
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | java.io.UncheckedIOException away) {
                // The API server was killed; it is asked again
                changed(0);
            }
        }
    }

    private synchronized void changed(int by) {
        changes += by;
    }

    /** What is not in a new list is gone. */
    private synchronized void begin(String path) {
        if (path.equals(PODS)) {
            alive.clear();
        }
    }

    private void change(String line, BiConsumer<String, JsonNode> take) {
        try {
            JsonNode change = JSON.readTree(line);
            take.accept(change.path("type").asText(), change.path("object"));
            changed(1);
        } catch (IOException cutOff) {
            changed(0);
        }
    }

    private synchronized void job(String type, JsonNode job) {
        String build = job.at("/metadata/labels").path(BUILD).asText();
        if (!build.isEmpty()) {
            jobs.computeIfAbsent(build, _ -> new HashSet<>()).add(job.at("/metadata/uid").asText());
        }
    }

    private synchronized void pod(String type, JsonNode pod) {
        String build = pod.at("/metadata/labels").path(BUILD).asText();
        if (build.isEmpty()) {
            return;
        }
        String projectEnv = pod.at("/metadata/labels").path(PROJECT_ENV).asText();
        String uid = pod.at("/metadata/uid").asText();
        String phase = pod.at("/status/phase").asText();
        firstPods.merge(
                build,
                pod.at("/metadata/creationTimestamp").asText(),
                (one, other) -> one.compareTo(other) <= 0 ? one : other);
        Map<String, String> running = alive.computeIfAbsent(projectEnv, _ -> new TreeMap<>());
        if (type.equals("DELETED") || phase.equals("Succeeded") || phase.equals("Failed")) {
            running.remove(uid);
        } else {
            running.put(uid, build);
        }
        Set<String> builds = new TreeSet<>(running.values());
        if (builds.size() > 1) {
            together.add(projectEnv + " " + builds);
        }
        mostAtOnce = Math.max(mostAtOnce, alive.values().stream().mapToInt(Map::size).sum());
    }

    /** The uids of the Jobs of each build. */
    synchronized Map<String, Set<String>> jobs() {
        return new HashMap<>(jobs);
    }

    /** When the first Pod of each build was made. */
    synchronized Map<String, String> firstPods() {
        return new HashMap<>(firstPods);
    }

    /** Builds of one ProjectEnv whose Pods lived at the same time. */
    synchronized Set<String> together() {
        return new TreeSet<>(together);
    }

    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    synchronized long changes() {
        return changes;
    }

    /** What is left of builds, by kind; ledgers are kept with their ProjectEnv. */
    static Map<String, Integer> left(Function<String, JsonNode> get) {
        Map<String, Integer> left = new TreeMap<>();
        Map.of(
                        "Jobs", JOBS,
                        "Pods", PODS,
                        "Secrets", "/api/v1/namespaces/builds/secrets",
                        "PersistentVolumeClaims",
                                "/api/v1/namespaces/builds/persistentvolumeclaims",
                        "PersistentVolumes", "/api/v1/persistentvolumes",
                        "ConfigMaps", "/api/v1/namespaces/builds/configmaps")
                .forEach((kind, path) -> left.put(kind, count(get.apply(path))));
        return left;
    }

    private static int count(JsonNode list) {
        int count = 0;
        for (JsonNode item : list.path("items")) {
            if (!item.at("/metadata/name").asText().startsWith("hornero-ledger-")) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        closing = true;
    }
}
