// SPDX-License-Identifier: Apache-2.0
package dev.hornero.systemtest.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.events.EventType;
import dev.hornero.events.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A good event to begin with.
 *
 * @param json its text; every id in it is one that no service knows
 */
record Sample(EventType type, String key, String json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNKNOWN_IDS = 8;

    /**
     * The contract's samples, of ProjectEnvs and builds of no order.
     *
     * @param repository where the sources of these builds are said to be
     */
    static List<Sample> ofTheContract(RandomGenerator random, String repository) {
        return Stream.of(EventType.values())
                .flatMap(type ->
                        Stream.generate(() -> unknown(type, text(type), random, repository))
                                .limit(UNKNOWN_IDS))
                .toList();
    }

    /** An event that was really sent, with ids that no service knows. */
    static Sample unknown(EventType type, String json, RandomGenerator random, String repository) {
        String name = "hostile-" + Integer.toString(random.nextInt(1 << 20), 36);
        ObjectNode event = object(json);
        event.findParents("projectEnv").forEach(node -> rename((ObjectNode) node, name));
        String build = new UUID(random.nextLong(), random.nextLong()).toString();
        String projectEnv = new UUID(random.nextLong(), random.nextLong()).toString();
        if (event.path("build").isObject()) {
            ObjectNode ref = (ObjectNode) event.get("build");
            ref.put("id", build);
            if (ref.path("projectEnv").isObject()) {
                ((ObjectNode) ref.get("projectEnv"))
                        .put("id", projectEnv)
                        .put("project", name)
                        .put("environment", "odd");
            }
        }
        if (event.path("projectEnv").isObject()) {
            ((ObjectNode) event.get("projectEnv"))
                    .put("id", projectEnv)
                    .put("project", name)
                    .put("environment", "odd");
        }
        if (event.path("source").isObject()) {
            ((ObjectNode) event.get("source")).put("repository", repository);
        }
        if (event.has("repository")) {
            event.put("repository", repository);
        }
        if (event.has("project")) {
            event.put("project", name).put("environment", "odd").remove("gitCredential");
        }
        // The other half goes to a cluster that is none, and is only heard of
        if (event.has("cluster") && random.nextInt(4) > 0) {
            event.put("cluster", "elsewhere");
        }
        if (type == EventType.API_KEY_ISSUED) {
            event.put("id", build).put("sha256", "%064x".formatted(random.nextLong()));
        }
        return new Sample(type, key(type, event, name, build, projectEnv), event.toString());
    }

    private static void rename(ObjectNode parent, String name) {
        if (parent.get("projectEnv").isTextual()) {
            parent.put("projectEnv", "odd-" + name);
        }
    }

    private static String key(
            EventType type, ObjectNode event, String name, String build, String projectEnv) {
        if (type == EventType.API_KEY_ISSUED || type.topic() == Topic.BUILD_LOGS) {
            return build;
        }
        boolean known = event.has("build") || event.path("projectEnv").isObject();
        return known ? projectEnv : "odd-" + name;
    }

    ObjectNode object() {
        return object(json);
    }

    byte[] bytes() {
        return json.getBytes(UTF_8);
    }

    private static ObjectNode object(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return (ObjectNode) tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(EventType type) {
        String name = type.typeName().replace("dev.hornero.", "");
        try (InputStream in =
                EventType.class.getResourceAsStream("/contract/samples/" + name + ".json")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
