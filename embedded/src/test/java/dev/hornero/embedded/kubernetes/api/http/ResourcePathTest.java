// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hornero.embedded.kubernetes.api.ResourceType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourcePathTest {
    @Test
    void theStatusOfAPodIsFoundInItsNamespace() {
        assertThat(ResourcePath.parse("/api/v1/namespaces/builds/pods/one/status"))
                .contains(
                        new ResourcePath(
                                ResourceType.POD,
                                "builds",
                                Optional.of("one"),
                                Optional.of("status")));
    }

    @Test
    void theStatusOfANamespaceIsTheNamespacesOwn() {
        assertThat(ResourcePath.parse("/api/v1/namespaces/builds/status"))
                .contains(
                        new ResourcePath(
                                ResourceType.NAMESPACE,
                                "",
                                Optional.of("builds"),
                                Optional.of("status")));
    }
}
