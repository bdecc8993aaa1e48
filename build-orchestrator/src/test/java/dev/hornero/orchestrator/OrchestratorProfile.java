// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The settings of an orchestrator under test. */
public final class OrchestratorProfile implements QuarkusTestProfile {
    public static final String NAMESPACE = "builds";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("HORNERO_CLUSTER", "local"),
                Map.entry("HORNERO_NAMESPACES", NAMESPACE),
                Map.entry("HORNERO_REGISTRY", "registry.example.com/images"),
                Map.entry("HORNERO_REGISTRY_USER", "pusher"),
                Map.entry("HORNERO_REGISTRY_PASSWORD", "registry-password"),
                Map.entry(
                        "HORNERO_SEAL_KEYS",
                        "cluster:local=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                // The git server of the tests.
                Map.entry("HORNERO_GIT_ALLOW_SCHEMES", "http,https,git"),
                Map.entry("HORNERO_GIT_ALLOW_CIDRS", "127.0.0.0/8"),
                Map.entry("hornero.orchestrator.resync", "1s"),
                // There is no log where the test plays the kubelet.
                Map.entry("hornero.log.patience", "500ms"),
                Map.entry("hornero.lease.retry-period", "500ms"),
                Map.entry("hornero.messaging.topics.partitions", "2"),
                Map.entry("quarkus.http.test-port", "0"));
    }
}
