// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The API server's rules that a build's objects could break, so that what is accepted here is
 * accepted by a real cluster. Each problem names its field.
 */
final class Validation {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern QUALIFIED =
            Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
    private static final Pattern QUANTITY =
            Pattern.compile(
                    "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");
    private static final List<String> UNSERVED_BY_PODS =
            List.of(
                    "activeDeadlineSeconds",
                    "affinity",
                    "topologySpreadConstraints",
                    "hostAliases");
    private static final List<String> UNSERVED_BY_CONTAINERS =
            List.of(
                    "workingDir",
                    "envFrom",
                    "lifecycle",
                    "livenessProbe",
                    "readinessProbe",
                    "startupProbe");
    private static final int MAX_DATA_BYTES = 1 << 20;
    private static final int MAX_ANNOTATION_BYTES = 256 << 10;

    private final List<String> problems = new ArrayList<>();

    private Validation() {}

    static List<String> ofNew(ResourceType type, JsonNode object) {
        var validation = new Validation();
        validation.metadata(type, object.path("metadata"));
        switch (type) {
            case POD -> validation.pod("spec", object.path("spec"));
            case JOB -> validation.job(object.path("spec"));
            case SECRET -> validation.secretData(object.path("data"));
            case CONFIG_MAP -> validation.configMapData(object);
            case PERSISTENT_VOLUME -> validation.volume(object.path("spec"));
            case PERSISTENT_VOLUME_CLAIM -> validation.claim(object.path("spec"));
            case STORAGE_CLASS -> validation.required("provisioner", object.path("provisioner"));
            case NAMESPACE, NODE, EVENT, SERVICE_ACCOUNT, LEASE -> {}
        }
        return validation.problems;
    }

    static List<String> ofUpdate(ResourceType type, JsonNode before, JsonNode after) {
        var validation = new Validation();
        validation.metadata(type, after.path("metadata"));
        switch (type) {
            case JOB -> validation.jobUpdate(before.path("spec"), after.path("spec"));
            case POD -> validation.podUpdate(before.path("spec"), after.path("spec"));
            case SECRET -> {
                validation.secretData(after.path("data"));
                validation.immutable("type", before.path("type"), after.path("type"));
                validation.unlessImmutable(before, after, "data");
            }
            case CONFIG_MAP -> {
                validation.configMapData(after);
                validation.unlessImmutable(before, after, "data");
            }
            case PERSISTENT_VOLUME_CLAIM ->
                    validation.claimUpdate(before.path("spec"), after.path("spec"));
            case STORAGE_CLASS ->
                    validation.immutable(
                            "provisioner", before.path("provisioner"), after.path("provisioner"));
            case PERSISTENT_VOLUME, NAMESPACE, NODE, EVENT, SERVICE_ACCOUNT, LEASE -> {}
        }
        return validation.problems;
    }

    private void metadata(ResourceType type, JsonNode metadata) {
        String name = metadata.path("name").asText();
        if (name.isEmpty()) {
            problems.add("metadata.name: Required value: name or generateName is required");
        } else if (type == ResourceType.NAMESPACE) {
            matching("metadata.name", name, LABEL, 63, "a lowercase RFC 1123 label");
        } else {
            matching("metadata.name", name, SUBDOMAIN, 253, "a lowercase RFC 1123 subdomain");
        }
        metadata.path("labels")
                .properties()
                .forEach(label -> {
                    qualifiedName("metadata.labels", label.getKey());
                    labelValue("metadata.labels", label.getValue().asText());
                });
        int bytes = 0;
        for (var annotation : metadata.path("annotations").properties()) {
            qualifiedName("metadata.annotations", annotation.getKey());
            if (!annotation.getValue().isTextual()) {
                problems.add(
                        "metadata.annotations[%s]: Invalid value: must be a string"
                                .formatted(annotation.getKey()));
            }
            bytes += annotation.getKey().length() + annotation.getValue().asText().length();
        }
        if (bytes > MAX_ANNOTATION_BYTES) {
            problems.add("metadata.annotations: Too long: may not be more than 262144 bytes");
        }
        for (String finalizer : Metadata.texts(metadata.path("finalizers"))) {
            boolean builtIn = Set.of("orphan", "foregroundDeletion").contains(finalizer);
            if (!builtIn && !finalizer.contains("/")) {
                problems.add(
                        "metadata.finalizers: Invalid value: \"%s\": name is neither a standard"
                                        .formatted(finalizer)
                                + " finalizer name nor is it fully qualified");
            } else {
                qualifiedName("metadata.finalizers", finalizer);
            }
        }
        for (JsonNode owner : metadata.path("ownerReferences")) {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                required("metadata.ownerReferences." + field, owner.path(field));
            }
        }
    }

    private void job(JsonNode spec) {
        JsonNode pod = spec.path("template").path("spec");
        for (String field :
                List.of("parallelism", "completions", "backoffLimit", "ttlSecondsAfterFinished")) {
            notNegative("spec." + field, spec.path(field));
        }
        if (spec.hasNonNull("activeDeadlineSeconds")
                && spec.path("activeDeadlineSeconds").asLong() < 1) {
            problems.add("spec.activeDeadlineSeconds: Invalid value: must be greater than 0");
        }
        failurePolicy(spec.path("podFailurePolicy").path("rules"));
        labels("spec.template.metadata.labels", spec.path("template").path("metadata"));
        pod("spec.template.spec", pod);
    }

    private void failurePolicy(JsonNode rules) {
        for (int i = 0; i < rules.size(); i++) {
            String at = "spec.podFailurePolicy.rules[" + i + "]";
            JsonNode rule = rules.get(i);
            oneOf(at + ".action", rule.path("action"), Set.of("FailJob", "Count"));
            boolean exitCodes = rule.hasNonNull("onExitCodes");
            boolean conditions = !rule.path("onPodConditions").isEmpty();
            if (exitCodes == conditions) {
                problems.add(
                        at
                                + ": Invalid value: specifying one of OnExitCodes and OnPodConditions is"
                                + " required");
            }
            if (exitCodes) {
                JsonNode codes = rule.path("onExitCodes");
                oneOf(at + ".onExitCodes.operator", codes.path("operator"), Set.of("In", "NotIn"));
                if (codes.path("values").isEmpty()) {
                    problems.add(at + ".onExitCodes.values: Invalid value: must not be empty");
                }
                unserved(at + ".onExitCodes.containerName", codes.path("containerName"));
            }
        }
    }

    private void jobUpdate(JsonNode before, JsonNode after) {
        for (String field : List.of("template", "selector", "completionMode", "podFailurePolicy")) {
            boolean templateOfSuspended =
                    field.equals("template") && before.path("suspend").asBoolean();
            if (!templateOfSuspended) {
                immutable("spec." + field, before.path(field), after.path(field));
            }
        }
        for (String field : List.of("parallelism", "backoffLimit", "ttlSecondsAfterFinished")) {
            notNegative("spec." + field, after.path(field));
        }
    }

    private void podUpdate(JsonNode before, JsonNode after) {
        // Only the image, the deadline and added tolerations may change.
        for (String field :
                List.of("volumes", "restartPolicy", "nodeSelector", "serviceAccountName")) {
            immutable("spec." + field, before.path(field), after.path(field));
        }
        for (String field : List.of("args", "command", "env", "volumeMounts", "name")) {
            if (!column(before, field).equals(column(after, field))) {
                problems.add(
                        "spec: Forbidden: pod updates may not change fields other than"
                                + " `spec.containers[*].image`, `spec.activeDeadlineSeconds`,"
                                + " `spec.tolerations`");
                return;
            }
        }
    }

    private static List<JsonNode> column(JsonNode pod, String field) {
        return pod.path("containers").valueStream().map(c -> c.path(field)).toList();
    }

    private void pod(String at, JsonNode spec) {
        if (spec.path("containers").isEmpty()) {
            problems.add(at + ".containers: Required value");
        }
        // Kubernetes takes more; the kubelet here starts only sidecars again.
        oneOf(at + ".restartPolicy", spec.path("restartPolicy"), Set.of("Never"));
        UNSERVED_BY_PODS.forEach(field -> unserved(at + "." + field, spec.path(field)));
        rootOnly(at + ".securityContext", spec.path("securityContext"));
        var volumes = new HashSet<String>();
        for (JsonNode volume : spec.path("volumes")) {
            String name = volume.path("name").asText();
            matching(at + ".volumes.name", name, LABEL, 63, "a lowercase RFC 1123 label");
            if (!volumes.add(name)) {
                problems.add(at + ".volumes.name: Duplicate value: \"" + name + "\"");
            }
        }
        var containers = new HashSet<String>();
        for (String list : List.of("initContainers", "containers")) {
            JsonNode entries = spec.path(list);
            for (int i = 0; i < entries.size(); i++) {
                container("%s.%s[%d]".formatted(at, list, i), entries.get(i), volumes, containers);
            }
        }
    }

    private void container(
            String at, JsonNode container, Set<String> volumes, Set<String> containers) {
        String name = container.path("name").asText();
        matching(at + ".name", name, LABEL, 63, "a lowercase RFC 1123 label");
        if (!containers.add(name)) {
            problems.add(at + ".name: Duplicate value: \"" + name + "\"");
        }
        required(at + ".image", container.path("image"));
        UNSERVED_BY_CONTAINERS.forEach(field -> unserved(at + "." + field, container.path(field)));
        rootOnly(at + ".securityContext", container.path("securityContext"));
        oneOf(
                at + ".terminationMessagePolicy",
                container.path("terminationMessagePolicy"),
                Set.of("File"));
        for (JsonNode variable : container.path("env")) {
            String variableName = variable.path("name").asText();
            if (variableName.isEmpty() || variableName.contains("=")) {
                problems.add(
                        at
                                + ".env.name: Invalid value: \"%s\": must not be empty or contain '='"
                                        .formatted(variableName));
            }
            if (variable.hasNonNull("value")
                    && !variable.get("value").asText().isEmpty()
                    && variable.hasNonNull("valueFrom")) {
                problems.add(
                        at
                                + ".env[%s].valueFrom: Invalid value: may not be specified when `value`"
                                        .formatted(variableName)
                                + " is not empty");
            }
        }
        var paths = new HashSet<String>();
        for (JsonNode mount : container.path("volumeMounts")) {
            String volume = mount.path("name").asText();
            if (!volumes.contains(volume)) {
                problems.add(at + ".volumeMounts.name: Not found: \"" + volume + "\"");
            }
            required(at + ".volumeMounts.mountPath", mount.path("mountPath"));
            if (!paths.add(mount.path("mountPath").asText())) {
                problems.add(
                        at
                                + ".volumeMounts.mountPath: Invalid value: \"%s\": must be unique"
                                        .formatted(mount.path("mountPath").asText()));
            }
            String subPath = mount.path("subPath").asText("");
            if (subPath.startsWith("/") || List.of(subPath.split("/")).contains("..")) {
                problems.add(
                        at
                                + ".volumeMounts.subPath: Invalid value: must be a relative path without"
                                + " '..'");
            }
        }
        for (String kind : List.of("requests", "limits")) {
            container
                    .path("resources")
                    .path(kind)
                    .properties()
                    .forEach(q -> quantity(at + ".resources." + kind, q.getValue()));
        }
    }

    private void rootOnly(String at, JsonNode context) {
        if (context.path("runAsUser").asLong() != 0 || context.path("runAsGroup").asLong() != 0) {
            problems.add(at + ": Forbidden: containers of the embedded cluster run as root");
        }
    }

    /** What Kubernetes accepts, no build has, and nothing here would apply. */
    private void unserved(String at, JsonNode value) {
        if (!value.isNull()
                && !(value.isContainerNode() ? value.isEmpty() : value.isMissingNode())) {
            problems.add(at + ": Forbidden: not served by the embedded cluster");
        }
    }

    private void secretData(JsonNode data) {
        long bytes = 0;
        for (var entry : data.properties()) {
            dataKey(entry.getKey());
            try {
                bytes += Base64.getDecoder().decode(entry.getValue().asText()).length;
            } catch (IllegalArgumentException e) {
                problems.add("data[%s]: Invalid value: is not base64".formatted(entry.getKey()));
            }
        }
        if (bytes > MAX_DATA_BYTES) {
            problems.add("data: Too long: may not be more than 1048576 bytes");
        }
    }

    private void configMapData(JsonNode configMap) {
        long bytes = 0;
        for (var entry : configMap.path("data").properties()) {
            dataKey(entry.getKey());
            if (!entry.getValue().isTextual()) {
                problems.add("data[%s]: Invalid value: must be a string".formatted(entry.getKey()));
            }
            bytes += entry.getValue().asText().length();
        }
        if (bytes > MAX_DATA_BYTES) {
            problems.add(": Too long: may not be more than 1048576 bytes");
        }
    }

    private void volume(JsonNode spec) {
        if (!spec.path("capacity").hasNonNull("storage")) {
            problems.add("spec.capacity: Required value");
        } else {
            quantity("spec.capacity.storage", spec.path("capacity").path("storage"));
        }
        if (spec.path("accessModes").isEmpty()) {
            problems.add("spec.accessModes: Required value");
        }
        if (!spec.hasNonNull("hostPath")) {
            problems.add("spec: Required value: must specify a volume type, here hostPath");
        }
        oneOf(
                "spec.persistentVolumeReclaimPolicy",
                spec.path("persistentVolumeReclaimPolicy"),
                Set.of("Retain", "Delete"));
    }

    private void claim(JsonNode spec) {
        if (spec.path("accessModes").isEmpty()) {
            problems.add("spec.accessModes: Required value: at least 1 access mode is required");
        }
        unserved("spec.selector", spec.path("selector"));
        JsonNode storage = spec.path("resources").path("requests").path("storage");
        if (storage.isMissingNode()) {
            problems.add("spec.resources[storage]: Required value");
        } else {
            quantity("spec.resources.requests.storage", storage);
        }
    }

    private void claimUpdate(JsonNode before, JsonNode after) {
        immutable("spec.accessModes", before.path("accessModes"), after.path("accessModes"));
        for (String field : List.of("volumeName", "storageClassName")) {
            if (before.hasNonNull(field)) {
                immutable("spec." + field, before.path(field), after.path(field));
            }
        }
    }

    private void unlessImmutable(JsonNode before, JsonNode after, String field) {
        if (before.path("immutable").asBoolean() && !before.path(field).equals(after.path(field))) {
            problems.add(field + ": Forbidden: field is immutable when `immutable` is set");
        }
    }

    private void immutable(String field, JsonNode before, JsonNode after) {
        if (!before.equals(after)) {
            problems.add(field + ": Invalid value: field is immutable");
        }
    }

    private void labels(String at, JsonNode metadata) {
        metadata.path("labels")
                .properties()
                .forEach(label -> {
                    qualifiedName(at, label.getKey());
                    labelValue(at, label.getValue().asText());
                });
    }

    private void labelValue(String at, String value) {
        if (!value.isEmpty()) {
            matching(at, value, QUALIFIED, 63, "a valid label value");
        }
    }

    private void qualifiedName(String at, String key) {
        int slash = key.indexOf('/');
        if (slash >= 0) {
            matching(at, key.substring(0, slash), SUBDOMAIN, 253, "a DNS subdomain prefix");
        }
        matching(at, key.substring(slash + 1), QUALIFIED, 63, "a qualified name");
    }

    private void dataKey(String key) {
        matching("data", key, DATA_KEY, 253, "a key of alphanumeric characters, '-', '_' or '.'");
    }

    private void matching(String at, String value, Pattern pattern, int max, String what) {
        if (value.length() > max) {
            problems.add(
                    at
                            + ": Invalid value: \"%s\": must be no more than %d characters"
                                    .formatted(value, max));
        } else if (!pattern.matcher(value).matches()) {
            problems.add(at + ": Invalid value: \"%s\": must be %s".formatted(value, what));
        }
    }

    private void quantity(String at, JsonNode value) {
        if (!QUANTITY.matcher(value.asText()).matches()) {
            problems.add(
                    at + ": Invalid value: \"%s\": is not a quantity".formatted(value.asText()));
        }
    }

    private void oneOf(String at, JsonNode value, Set<String> allowed) {
        if (!allowed.contains(value.asText())) {
            problems.add(
                    at
                            + ": Unsupported value: \"%s\": supported values: %s"
                                    .formatted(value.asText(), allowed.stream().sorted().toList()));
        }
    }

    private void notNegative(String at, JsonNode value) {
        if (value.asLong() < 0) {
            problems.add(at + ": Invalid value: must be greater than or equal to 0");
        }
    }

    private void required(String at, JsonNode value) {
        if (value.asText("").isEmpty()) {
            problems.add(at + ": Required value");
        }
    }
}
