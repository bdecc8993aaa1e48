// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the API server fills in where an object says nothing. */
final class Defaults {

    private Defaults() {}

    /** The status that a new object begins with, and what only a new one is given. */
    static void begin(ResourceType type, ObjectNode object) {
        switch (type) {
            case NAMESPACE -> namespace(object);
            case POD, PERSISTENT_VOLUME_CLAIM ->
                    child(object, "status").put("phase", PodPhases.PENDING);
            case NODE,
                    EVENT,
                    SECRET,
                    CONFIG_MAP,
                    SERVICE_ACCOUNT,
                    PERSISTENT_VOLUME,
                    JOB,
                    LEASE,
                    STORAGE_CLASS -> {}
        }
    }

    /** Changes nothing that was filled in before. */
    static void apply(ResourceType type, ObjectNode object) {
        switch (type) {
            case POD -> pod(spec(object));
            case JOB -> job(object);
            case SECRET -> secret(object);
            case PERSISTENT_VOLUME -> volume(spec(object));
            case PERSISTENT_VOLUME_CLAIM -> unlessPresent(spec(object), "volumeMode", "Filesystem");
            case STORAGE_CLASS -> {
                unlessPresent(object, "reclaimPolicy", "Delete");
                unlessPresent(object, "volumeBindingMode", "Immediate");
            }
            case NAMESPACE, NODE, EVENT, CONFIG_MAP, SERVICE_ACCOUNT, LEASE -> {}
        }
    }

    private static void namespace(ObjectNode namespace) {
        spec(namespace).putArray("finalizers").add("kubernetes");
        child(Metadata.of(namespace), "labels")
                .put("kubernetes.io/metadata.name", Metadata.name(namespace));
        child(namespace, "status").put("phase", "Active");
    }

    private static void secret(ObjectNode secret) {
        unlessPresent(secret, "type", "Opaque");
        if (secret.remove("stringData") instanceof ObjectNode plain) {
            ObjectNode data = child(secret, "data");
            plain.properties()
                    .forEach(entry ->
                            data.put(
                                    entry.getKey(),
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    entry.getValue()
                                                            .asText()
                                                            .getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void volume(ObjectNode spec) {
        unlessPresent(spec, "persistentVolumeReclaimPolicy", "Retain");
        unlessPresent(spec, "volumeMode", "Filesystem");
    }

    private static void job(ObjectNode job) {
        ObjectNode spec = spec(job);
        unlessPresent(spec, "parallelism", 1);
        if (!spec.hasNonNull("completions")) {
            spec.put("completions", 1);
        }
        unlessPresent(spec, "backoffLimit", 6);
        unlessPresent(spec, "completionMode", "NonIndexed");
        unlessPresent(spec, "podReplacementPolicy", podReplacement(spec));
        unlessPresent(spec, "manualSelector", false);
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        String uid = Metadata.uid(job);
        ObjectNode template = child(spec, "template");
        ObjectNode labels = child(child(template, "metadata"), "labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("controller-uid", uid);
        labels.put("batch.kubernetes.io/job-name", Metadata.name(job))
                .put("job-name", Metadata.name(job));
        child(child(spec, "selector"), "matchLabels")
                .put("batch.kubernetes.io/controller-uid", uid);
        pod(child(template, "spec"));
    }

    private static String podReplacement(ObjectNode spec) {
        return spec.hasNonNull("podFailurePolicy") ? "Failed" : "TerminatingOrFailed";
    }

    private static void pod(ObjectNode spec) {
        unlessPresent(spec, "restartPolicy", "Always");
        unlessPresent(spec, "terminationGracePeriodSeconds", 30);
        unlessPresent(spec, "dnsPolicy", "ClusterFirst");
        unlessPresent(spec, "schedulerName", "default-scheduler");
        unlessPresent(spec, "serviceAccountName", "default");
        unlessPresent(spec, "enableServiceLinks", true);
        child(spec, "securityContext");
        spec.path("initContainers").forEach(c -> container((ObjectNode) c));
        spec.path("containers").forEach(c -> container((ObjectNode) c));
        for (JsonNode volume : spec.path("volumes")) {
            if (volume.get("secret") instanceof ObjectNode source) {
                unlessPresent(source, "defaultMode", 0644);
            }
        }
    }

    private static void container(ObjectNode container) {
        unlessPresent(container, "terminationMessagePath", "/dev/termination-log");
        unlessPresent(container, "terminationMessagePolicy", "File");
        unlessPresent(
                container,
                "imagePullPolicy",
                isLatest(container.path("image").asText()) ? "Always" : "IfNotPresent");
        ObjectNode resources = child(container, "resources");
        if (resources.get("limits") instanceof ObjectNode limits) {
            ObjectNode requests = child(resources, "requests");
            limits.properties()
                    .forEach(limit -> {
                        if (!requests.has(limit.getKey())) {
                            requests.set(limit.getKey(), limit.getValue());
                        }
                    });
        }
    }

    private static boolean isLatest(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        return !last.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
    }

    private static ObjectNode spec(ObjectNode object) {
        return child(object, "spec");
    }

    private static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode child ? child : parent.putObject(field);
    }

    private static void unlessPresent(ObjectNode object, String field, String value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static void unlessPresent(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    private static void unlessPresent(ObjectNode object, String field, boolean value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }
}
