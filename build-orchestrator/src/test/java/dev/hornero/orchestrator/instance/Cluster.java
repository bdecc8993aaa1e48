// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.embedded.kubernetes.ClusterSettings;
import dev.hornero.embedded.kubernetes.EmbeddedCluster;
import dev.hornero.events.BuildId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An embedded cluster that runs no Pods: a {@link PlayedNode} does. */
public final class Cluster implements AutoCloseable {
    private static final String BUILD = "hornero.dev/build-id";

    private final Path data;
    private final EmbeddedCluster cluster;
    private final KubernetesClient client;

    private Cluster(Path data, EmbeddedCluster cluster) {
        this.data = data;
        this.cluster = cluster;
        this.client = Instance.client(cluster.masterUrl(), 3);
    }

    public static Cluster start() throws IOException {
        Path data = Files.createTempDirectory("hornero-cluster-");
        return new Cluster(
                data, EmbeddedCluster.start(data, 0, ClusterSettings.DEFAULT.withoutKubelet()));
    }

    public URI url() {
        return cluster.masterUrl();
    }

    /** A client that no fault stands before. */
    public KubernetesClient client() {
        return client;
    }

    public void namespace(String name) {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
    }

    /** Everything of a build that is in the cluster. */
    public List<String> left(String namespace, BuildId build) {
        return Stream.of(
                        client.batch().v1().jobs().inNamespace(namespace),
                        client.pods().inNamespace(namespace),
                        client.secrets().inNamespace(namespace),
                        client.persistentVolumeClaims().inNamespace(namespace))
                .flatMap(kind -> kind.withLabel(BUILD, build.toString()).list().getItems().stream())
                .map(HasMetadata.class::cast)
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }

    @Override
    public void close() throws IOException {
        client.close();
        cluster.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(Cluster::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
