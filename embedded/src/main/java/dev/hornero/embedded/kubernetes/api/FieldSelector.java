// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A query's {@code fieldSelector}: equality on the few fields that Kubernetes indexes. */
public record FieldSelector(List<Requirement> requirements) {

    private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");

    record Requirement(List<String> path, String value, boolean equal) {
        boolean holds(JsonNode object) {
            JsonNode field = object;
            for (String step : path) {
                field = field.path(step);
            }
            return field.asText("").equals(value) == equal;
        }
    }

    public FieldSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * The selector that this query parameter spells; "" selects everything.
     *
     * @throws ApiException 400 for what is no selector, or a field that this type cannot be
     *     selected by
     */
    public static FieldSelector parse(ResourceType type, String text) {
        var requirements = new ArrayList<Requirement>();
        for (String term : text.split(",", -1)) {
            if (term.isBlank()) {
                continue;
            }
            boolean equal = !term.contains("!=");
            String[] sides = term.split(equal ? "==?" : "!=", 2);
            if (sides.length != 2) {
                throw ApiException.badRequest(
                        "invalid field selector: \"%s\"; can't understand it".formatted(term));
            }
            String field = sides[0].strip();
            if (!ALWAYS.contains(field) && !fieldsOf(type).contains(field)) {
                throw ApiException.badRequest(
                        "field label not supported: %s for %s".formatted(field, type.plural()));
            }
            requirements.add(new Requirement(path(type, field), sides[1].strip(), equal));
        }
        return new FieldSelector(requirements);
    }

    public boolean matches(JsonNode object) {
        return requirements.stream().allMatch(r -> r.holds(object));
    }

    private static List<String> path(ResourceType type, String field) {
        return type == ResourceType.EVENT && field.equals("source")
                ? List.of("source", "component")
                : Stream.of(field.split("\\.")).toList();
    }

    private static Set<String> fieldsOf(ResourceType type) {
        return switch (type) {
            case POD ->
                    Set.of(
                            "spec.nodeName",
                            "spec.restartPolicy",
                            "spec.schedulerName",
                            "spec.serviceAccountName",
                            "status.phase",
                            "status.podIP",
                            "status.nominatedNodeName");
            case EVENT ->
                    Set.of(
                            "involvedObject.kind",
                            "involvedObject.namespace",
                            "involvedObject.name",
                            "involvedObject.uid",
                            "involvedObject.apiVersion",
                            "involvedObject.resourceVersion",
                            "involvedObject.fieldPath",
                            "reason",
                            "reportingComponent",
                            "source",
                            "type");
            case JOB -> Set.of("status.successful");
            case SECRET -> Set.of("type");
            case NAMESPACE -> Set.of("status.phase");
            case NODE -> Set.of("spec.unschedulable");
            case CONFIG_MAP,
                    SERVICE_ACCOUNT,
                    PERSISTENT_VOLUME,
                    PERSISTENT_VOLUME_CLAIM,
                    LEASE,
                    STORAGE_CLASS ->
                    Set.of();
        };
    }
}
