// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import static java.util.Objects.requireNonNull;

import dev.hornero.embedded.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cluster of one test application; in terms of JDK types, to be used across class loaders. */
public final class TestCluster
        implements Function<Map<String, String>, Map<String, String>>, AutoCloseable {

    private final Path data = Directories.temporary("hornero-cluster-");
    private @Nullable EmbeddedCluster cluster;

    /**
     * Starts the cluster as the arguments say, and answers with the application's configuration.
     */
    @Override
    public Map<String, String> apply(Map<String, String> arguments) {
        ClusterSettings settings =
                "false".equals(arguments.get("kubelet"))
                        ? ClusterSettings.DEFAULT.withoutKubelet().withoutToken()
                        : ClusterSettings.DEFAULT.withoutToken();
        try {
            cluster = EmbeddedCluster.start(data, 0, settings);
            return Map.of(
                    "quarkus.kubernetes-client.api-server-url", masterUrl(),
                    "quarkus.kubernetes-client.namespace", "default",
                    "quarkus.kubernetes-client.devservices.enabled", "false");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the embedded cluster", e);
        }
    }

    /** The address of its API server; it asks for no token. */
    public String masterUrl() {
        return requireNonNull(cluster, "not started").masterUrl().toString();
    }

    @Override
    public void close() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        Directories.delete(data);
    }
}
