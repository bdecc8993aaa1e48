// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.orchestrator.registry.RegistryCredentials;
import java.util.Optional;

/** The text of Docker's {@code config.json}, from which the executor has its credentials. */
final class DockerConfig {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DockerConfig() {}

    static String of(String registry, Optional<RegistryCredentials> credentials) {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode registries = config.putObject("auths");
        credentials.ifPresent(c ->
                registries
                        .putObject(registry)
                        .put("auth", BuildResources.base64(c.user() + ":" + c.password())));
        return config.toString();
    }
}
