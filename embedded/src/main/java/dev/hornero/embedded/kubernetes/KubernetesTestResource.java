// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test an embedded cluster of its own, and its Kubernetes client the address. With
 * the init argument {@code kubelet=false} pods are never run: the test plays the kubelet.
 */
public final class KubernetesTestResource implements QuarkusTestResourceLifecycleManager {

    private ClusterSettings settings = ClusterSettings.DEFAULT;
    private @Nullable Path data;
    private @Nullable EmbeddedCluster cluster;

    @Override
    public void init(Map<String, String> arguments) {
        if ("false".equals(arguments.get("kubelet"))) {
            settings = settings.withoutKubelet();
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            data = Files.createTempDirectory("hornero-cluster-");
            cluster = EmbeddedCluster.start(data, 0, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the embedded cluster", e);
        }
        return Map.of(
                "quarkus.kubernetes-client.api-server-url", cluster.masterUrl().toString(),
                "quarkus.kubernetes-client.namespace", "default",
                "quarkus.kubernetes-client.devservices.enabled", "false");
    }

    @Override
    public void stop() {
        try {
            if (cluster != null) {
                cluster.close();
            }
            if (data != null) {
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop the embedded cluster", e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
