// SPDX-License-Identifier: Apache-2.0
package dev.hornero.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the AsyncAPI 3 document: a channel a topic, a message an event type. */
final class AsyncApi {
    private static final Map<Topic, String> WRITERS =
            Map.of(
                    Topic.REQUESTS, "other internal services",
                    Topic.PROJECT_ENVS, "project-service",
                    Topic.BUILDS, "project-service",
                    Topic.SCANS, "scanner-service",
                    Topic.BUILD_JOBS, "build-orchestrator",
                    Topic.BUILD_LOGS, "build-orchestrator",
                    Topic.API_KEYS, "project-service");

    private AsyncApi() {}

    static ObjectNode document() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Hornero events")
                .put("version", "1.0.0")
                .put("description", "CloudEvents 1.0 in Kafka binary mode; values are JSON.");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode messages = root.putObject("components").putObject("messages");
        for (Topic topic : Topic.values()) {
            String channel = topic.name().toLowerCase(Locale.ROOT);
            ObjectNode channelMessages =
                    channels.putObject(channel)
                            .put("address", topic.topicName())
                            .put("description", "Written by " + WRITERS.get(topic) + ".")
                            .putObject("messages");
            for (EventType type : typesOf(topic)) {
                String name = type.record().getSimpleName();
                channelMessages.putObject(name).put("$ref", "#/components/messages/" + name);
                ObjectNode message = messages.putObject(name).put("name", type.typeName());
                message.putObject("headers")
                        .put("type", "object")
                        .putObject("properties")
                        .putObject("ce_type")
                        .put("const", type.typeName());
                message.putObject("payload").put("$ref", "schemas/" + type.fileName() + ".json");
            }
            operations
                    .putObject(channel)
                    .put("action", "receive")
                    .putObject("channel")
                    .put("$ref", "#/channels/" + channel);
        }
        return root;
    }

    private static List<EventType> typesOf(Topic topic) {
        return Arrays.stream(EventType.values()).filter(t -> t.topic() == topic).toList();
    }
}
