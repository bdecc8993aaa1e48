// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of the Pod Security Standard <em>restricted</em> that a build's pod breaks: it runs as
 * root and keeps capabilities. Nothing that a build asks for breaks <em>baseline</em>.
 */
final class PodSecurity {

    private PodSecurity() {}

    /** Why a namespace that enforces this level refuses the pod. */
    static Optional<String> violations(String level, JsonNode spec) {
        var found = new ArrayList<String>();
        if (level.equals("restricted")) {
            restricted(spec, found);
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "violates PodSecurity \"%s:latest\": %s"
                                .formatted(level, String.join(", ", found)));
    }

    private static void restricted(JsonNode spec, List<String> found) {
        JsonNode pod = spec.path("securityContext");
        containers(spec)
                .forEach(container -> {
                    JsonNode own = container.path("securityContext");
                    if (own.path("allowPrivilegeEscalation").asBoolean(true)) {
                        found.add(
                                "allowPrivilegeEscalation != false (container %s)"
                                        .formatted(name(container)));
                    }
                    JsonNode capabilities = own.path("capabilities");
                    boolean onlyBind =
                            Set.of("NET_BIND_SERVICE")
                                    .containsAll(Metadata.texts(capabilities.path("add")));
                    if (!onlyBind || !Metadata.texts(capabilities.path("drop")).contains("ALL")) {
                        found.add(
                                "unrestricted capabilities (container %s)"
                                        .formatted(name(container)));
                    }
                    if (!own.path("runAsNonRoot").asBoolean(pod.path("runAsNonRoot").asBoolean())) {
                        found.add("runAsNonRoot != true (container %s)".formatted(name(container)));
                    }
                    if (!own.hasNonNull("seccompProfile") && !pod.hasNonNull("seccompProfile")) {
                        found.add("seccompProfile (container %s)".formatted(name(container)));
                    }
                });
    }

    private static Stream<JsonNode> containers(JsonNode spec) {
        return Stream.concat(
                spec.path("initContainers").valueStream(), spec.path("containers").valueStream());
    }

    private static String name(JsonNode container) {
        return "\"" + container.path("name").asText() + "\"";
    }
}
