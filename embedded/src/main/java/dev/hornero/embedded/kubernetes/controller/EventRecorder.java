// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;

/** Records what happened to an object; the same again counts up and makes no second event. */
public final class EventRecorder {

    private static final System.Logger LOG = System.getLogger(EventRecorder.class.getName());
    private static final int LONGEST_MESSAGE = 1024;

    /** How Kubernetes grades events. */
    public enum Severity {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String text;

        Severity(String text) {
            this.text = text;
        }
    }

    private final ClusterObjects objects;
    private final Clock clock;
    private final String component;

    /**
     * A recorder that speaks for one part of the cluster.
     *
     * @param component who records, as {@code source.component}
     */
    public EventRecorder(ClusterObjects objects, Clock clock, String component) {
        this.objects = objects;
        this.clock = clock;
        this.component = component;
    }

    public void normal(JsonNode about, String reason, String message) {
        record(about, "", Severity.NORMAL, reason, message);
    }

    public void warning(JsonNode about, String reason, String message) {
        record(about, "", Severity.WARNING, reason, message);
    }

    /**
     * Tells of a part of an object.
     *
     * @param fieldPath the part of the object, {@code spec.containers{build}}; "" for all of it
     */
    public void record(
            JsonNode about, String fieldPath, Severity severity, String reason, String message) {
        String text = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
        String namespace = about.path("metadata").path("namespace").asText("default");
        String now = Metadata.timestamp(clock.instant());
        int identity =
                Objects.hash(Metadata.uid(about), fieldPath, severity, reason, text, component);
        ObjectKey key =
                ObjectKey.of(
                        ResourceType.EVENT,
                        namespace,
                        Metadata.name(about) + "." + HexFormat.of().toHexDigits(identity));
        try {
            objects.atomically(() ->
                    objects.find(key).isPresent()
                            ? objects.change(key, Part.OBJECT, e -> again(e, now))
                            : objects.create(
                                    ResourceType.EVENT,
                                    namespace,
                                    event(key, about, fieldPath, severity, reason, text, now)));
        } catch (ApiException refused) {
            // A namespace that is going takes no events: what they describe is going with it.
            LOG.log(
                    Level.DEBUG,
                    "event not recorded reason={0} why={1}",
                    reason,
                    refused.getMessage());
        }
    }

    private static ObjectNode again(ObjectNode event, String now) {
        return event.put("count", event.path("count").asInt() + 1).put("lastTimestamp", now);
    }

    private ObjectNode event(
            ObjectKey key,
            JsonNode about,
            String fieldPath,
            Severity severity,
            String reason,
            String message,
            String now) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        Metadata.of(event).put("name", key.name());
        ObjectNode involved =
                event.putObject("involvedObject")
                        .put("kind", about.path("kind").asText())
                        .put("apiVersion", about.path("apiVersion").asText())
                        .put("namespace", about.path("metadata").path("namespace").asText())
                        .put("name", Metadata.name(about))
                        .put("uid", Metadata.uid(about))
                        .put(
                                "resourceVersion",
                                about.path("metadata").path("resourceVersion").asText());
        if (!fieldPath.isEmpty()) {
            involved.put("fieldPath", fieldPath);
        }
        event.put("type", severity.text).put("reason", reason).put("message", message);
        event.put("count", 1).put("firstTimestamp", now).put("lastTimestamp", now);
        event.putObject("source").put("component", component);
        return event.put("reportingComponent", component).put("reportingInstance", "");
    }
}
