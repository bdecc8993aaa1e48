// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of Docker's {@code config.json}, from which the executor has its credentials. */
final class DockerConfig {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The executor looks its credentials up under the address of its first API. */
    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io");

    private DockerConfig() {}

    static String of(String registry, Optional<RegistryCredentials> credentials) {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode registries = config.putObject("auths");
        credentials.ifPresent(c ->
                registries
                        .putObject(
                                DOCKER_HUB.contains(registry)
                                        ? "https://index.docker.io/v1/"
                                        : registry)
                        .put("auth", BuildResources.base64(c.user() + ":" + c.password())));
        return config.toString();
    }

    /** A RUN step can read this text: passwords, and users with their passwords as they stand. */
    static Set<String> secretsIn(String config) {
        try {
            return JSON.readTree(config).path("auths").findValuesAsText("auth").stream()
                    .flatMap(auth -> Stream.of(auth, password(auth)))
                    .collect(Collectors.toSet());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the registry's Secret is not as it was made", e);
        }
    }

    private static String password(String auth) {
        String userAndPassword =
                new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        return userAndPassword.substring(userAndPassword.indexOf(':') + 1);
    }
}
