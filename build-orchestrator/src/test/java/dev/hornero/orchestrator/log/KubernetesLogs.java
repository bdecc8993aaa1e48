// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.log;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Logs of a cluster's containers. */
public final class KubernetesLogs {
    private KubernetesLogs() {}

    public static ContainerLogs of(KubernetesClient client) {
        return new KubernetesContainerLogs(client);
    }
}
