// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest;

import static dev.hornero.systemtest.Rest.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** What a user does over REST, said briefly. */
public record Shop(Rest rest) {
    private static final Duration BUILD = Duration.ofMinutes(3);
    private static final Set<Integer> AWAY = Set.of(0, 502, 503, 504);
    private static final List<String> ENDS = List.of("SUCCEEDED", "FAILED", "CANCELLED");

    /** A name that no other test has. */
    public static String name(String stem) {
        return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public void environment(String name) {
        accepted(() ->
                rest.post(
                        "/api/v1/environments",
                        object("name", name, "cluster", "local", "namespace", "builds")));
    }

    /** Registers a project and adds it to dev; returns the id of the initial build. */
    public String initialBuild(String project, String repository) {
        return initialBuild(project, object("repository", repository), object());
    }

    /** The same with more that is said of the project, and values that are there from the start. */
    String initialBuild(String project, Map<String, Object> source, Map<String, Object> values) {
        Map<String, Object> form = object("name", project);
        form.putAll(source);
        accepted(() -> rest.post("/api/v1/projects", form));
        return accepted(() ->
                        rest.post(
                                "/api/v1/project-envs",
                                object("project", project, "environment", "dev", "args", values)))
                .at("/build/id")
                .asText();
    }

    public String build(String project, Map<String, Object> parameters) {
        return rest.post("/api/v1/project-envs/dev-" + project + "/builds", parameters)
                .ok()
                .at("/id")
                .asText();
    }

    public void give(String project, String name, Object value) {
        accepted(() ->
                rest.patch("/api/v1/project-envs/dev-" + project + "/args", object(name, value)));
    }

    public void cancel(String build) {
        accepted(() -> rest.post("/api/v1/builds/" + build + "/cancel", object()));
    }

    /** Asks again while nobody answers, as a user does who is told to try in a moment. */
    private static JsonNode accepted(Supplier<Rest.Answer> call) {
        return Awaitility.await()
                .atMost(BUILD)
                .pollInterval(Duration.ofMillis(500))
                .until(call::get, answer -> !AWAY.contains(answer.status()))
                .ok();
    }

    /** As soon as status-service has it: its builds may come before, on another topic. */
    public JsonNode projectEnv(String project) {
        return Awaitility.await("the ProjectEnv of " + project)
                .atMost(BUILD)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> found(project), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> found(String project) {
        for (JsonNode item : rest.get("/status/v1/project-envs?limit=200").ok().at("/items")) {
            if (item.at("/name").asText().equals("dev-" + project)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** Waits for a phase; another end than the wanted one ends the waiting. */
    public JsonNode awaitPhase(String build, String phase) {
        return Awaitility.await()
                .atMost(BUILD)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> rest.get("/status/v1/builds/" + build),
                        answer -> answer.status() == 200 && isIn(answer, phase))
                .json();
    }

    private static boolean isIn(Rest.Answer answer, String phase) {
        String now = answer.json().at("/phase").asText();
        if (ENDS.contains(now) && !now.equals(phase)) {
            throw new AssertionError("wanted " + phase + ", but: " + answer.text());
        }
        return now.equals(phase);
    }
}
