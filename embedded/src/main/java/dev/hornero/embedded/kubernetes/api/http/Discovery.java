// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents from which clients learn what this server serves. */
final class Discovery {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MAJOR = "1";
    private static final String MINOR = "34";
    private static final String REVIEWS = "authorization.k8s.io/v1";

    private Discovery() {}

    static Optional<ObjectNode> document(String path) {
        return switch (path.replaceAll("/+$", "")) {
            case "/version" -> Optional.of(version());
            case "/api" -> Optional.of(coreVersions());
            case "/apis" -> Optional.of(groups());
            case "/api/v1" -> Optional.of(resources("v1"));
            default ->
                    groupVersions()
                            .filter(gv -> path.equals("/apis/" + gv))
                            .findFirst()
                            .map(Discovery::resources)
                            .or(() ->
                                    groupVersions()
                                            .filter(gv -> path.equals("/apis/" + group(gv)))
                                            .findFirst()
                                            .map(Discovery::apiGroup));
        };
    }

    private static ObjectNode version() {
        return JSON.objectNode()
                .put("major", MAJOR)
                .put("minor", MINOR)
                .put("gitVersion", "v%s.%s.0+hornero".formatted(MAJOR, MINOR))
                .put("platform", "linux/amd64");
    }

    private static ObjectNode coreVersions() {
        ObjectNode document = JSON.objectNode().put("kind", "APIVersions");
        document.putArray("versions").add("v1");
        return document;
    }

    private static ObjectNode groups() {
        ObjectNode document = JSON.objectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = document.putArray("groups");
        groupVersions().forEach(gv -> groups.add(apiGroup(gv)));
        return document;
    }

    private static ObjectNode apiGroup(String groupVersion) {
        ObjectNode group =
                JSON.objectNode()
                        .put("kind", "APIGroup")
                        .put("apiVersion", "v1")
                        .put("name", group(groupVersion));
        ObjectNode version =
                JSON.objectNode()
                        .put("groupVersion", groupVersion)
                        .put("version", groupVersion.substring(groupVersion.indexOf('/') + 1));
        group.putArray("versions").add(version);
        group.set("preferredVersion", version.deepCopy());
        return group;
    }

    private static ObjectNode resources(String groupVersion) {
        ObjectNode document =
                JSON.objectNode()
                        .put("kind", "APIResourceList")
                        .put("apiVersion", "v1")
                        .put("groupVersion", groupVersion);
        ArrayNode resources = document.putArray("resources");
        Arrays.stream(ResourceType.values())
                .filter(type -> type.apiVersion().equals(groupVersion))
                .forEach(type -> describe(type, resources));
        if (groupVersion.equals(REVIEWS)) {
            resource(
                    resources,
                    "selfsubjectaccessreviews",
                    "SelfSubjectAccessReview",
                    false,
                    List.of("create"));
        }
        return document;
    }

    private static void describe(ResourceType type, ArrayNode resources) {
        ObjectNode resource =
                resource(
                        resources,
                        type.plural(),
                        type.kind(),
                        type.namespaced(),
                        List.of(
                                "create",
                                "delete",
                                "deletecollection",
                                "get",
                                "list",
                                "patch",
                                "update",
                                "watch"));
        resource.put("singularName", type.singular());
        ArrayNode shortNames = resource.putArray("shortNames");
        type.shortNames().forEach(shortNames::add);
        if (type.hasStatus()) {
            resource(
                    resources,
                    type.plural() + "/status",
                    type.kind(),
                    type.namespaced(),
                    List.of("get", "patch", "update"));
        }
        if (type == ResourceType.POD) {
            resource(resources, "pods/log", "Pod", true, List.of("get"));
        }
    }

    private static ObjectNode resource(
            ArrayNode resources, String name, String kind, boolean namespaced, List<String> verbs) {
        ObjectNode resource =
                resources
                        .addObject()
                        .put("name", name)
                        .put("singularName", "")
                        .put("namespaced", namespaced)
                        .put("kind", kind);
        ArrayNode array = resource.putArray("verbs");
        verbs.forEach(array::add);
        return resource;
    }

    private static Stream<String> groupVersions() {
        return Stream.concat(
                Arrays.stream(ResourceType.values())
                        .filter(type -> !type.group().isEmpty())
                        .map(ResourceType::apiVersion)
                        .distinct(),
                Stream.of(REVIEWS));
    }

    private static String group(String groupVersion) {
        return groupVersion.substring(0, groupVersion.indexOf('/'));
    }
}
