// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.control.kubernetes;

import dev.hornero.orchestrator.build.OrchestratorConfig;
import dev.hornero.orchestrator.control.Leadership;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Lease of this cluster's orchestrators, and the name under which this process holds it. */
@Singleton
final class OwnLease implements Leadership {
    private final KubernetesClient client;
    private final String name;
    private final String namespace;
    private final String identity = UUID.randomUUID().toString();

    OwnLease(KubernetesClient client, LeaseConfig config, OrchestratorConfig orchestrator) {
        this.client = client;
        this.name = "hornero-build-orchestrator-" + orchestrator.cluster();
        this.namespace = config.namespaceOf(orchestrator);
    }

    String name() {
        return name;
    }

    LeaseLock lock() {
        return new LeaseLock(namespace, name, identity);
    }

    @Override
    public boolean isOurs() {
        @Nullable Lease lease = client.leases().inNamespace(namespace).withName(name).get();
        return lease != null && identity.equals(lease.getSpec().getHolderIdentity());
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
