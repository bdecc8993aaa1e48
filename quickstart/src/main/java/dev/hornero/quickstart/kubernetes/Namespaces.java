// SPDX-License-Identifier: Apache-2.0
package dev.hornero.quickstart.kubernetes;

import dev.hornero.quickstart.QuickstartException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.List;

/** The namespaces of the embedded cluster. In a cluster of the user nothing is made. */
public final class Namespaces {

    private static final int ALREADY_THERE = 409;

    private Namespaces() {}

    /** Makes those that are not there yet. */
    public static void ensure(Path kubeconfig, List<String> names) {
        try (KubernetesClient client =
                new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                        .build()) {
            names.forEach(name -> ensure(client, name));
        }
    }

    private static void ensure(KubernetesClient client, String name) {
        try {
            client.resource(
                            new NamespaceBuilder()
                                    .withNewMetadata()
                                    .withName(name)
                                    .endMetadata()
                                    .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != ALREADY_THERE) {
                throw new QuickstartException(
                        "The embedded cluster does not make the namespace %s: %s"
                                .formatted(name, e.getMessage()),
                        e);
            }
        }
    }
}
