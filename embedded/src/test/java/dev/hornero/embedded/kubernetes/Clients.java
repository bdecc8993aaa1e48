// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Real clients of embedded clusters. */
final class Clients {

    private Clients() {}

    static KubernetesClient of(EmbeddedCluster cluster) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
                .build();
    }
}
