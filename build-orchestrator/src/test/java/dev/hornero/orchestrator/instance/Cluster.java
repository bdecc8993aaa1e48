// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.instance;

import dev.hornero.embedded.kubernetes.ClusterSettings;
import dev.hornero.embedded.kubernetes.EmbeddedCluster;
import dev.hornero.events.BuildId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster that runs no Pods, since a {@link PlayedNode} does: the embedded one or, where the
 * system property {@code cluster.url} is set, the API server behind that plain address.
 */
public final class Cluster implements AutoCloseable {
    private static final String BUILD = "hornero.dev/build-id";
    private static final Optional<URI> GIVEN =
            Optional.ofNullable(System.getProperty("cluster.url")).map(URI::create);

    private final URI url;
    private final Closeable server;
    private final KubernetesClient client;

    private Cluster(URI url, Closeable server) {
        this.url = url;
        this.server = server;
        this.client = Instance.client(url, 3);
    }

    public static Cluster start() throws IOException {
        return GIVEN.isPresent() ? new Cluster(GIVEN.get(), () -> {}) : embedded();
    }

    /** Whether it is not the embedded one, which has a scheduler. */
    static boolean isGiven() {
        return GIVEN.isPresent();
    }

    private static Cluster embedded() throws IOException {
        Path data = Files.createTempDirectory("hornero-cluster-");
        EmbeddedCluster cluster =
                EmbeddedCluster.start(
                        data, 0, ClusterSettings.DEFAULT.withoutKubelet().withoutToken());
        return new Cluster(
                cluster.masterUrl(),
                () -> {
                    cluster.close();
                    try (Stream<Path> files = Files.walk(data)) {
                        files.sorted(Comparator.reverseOrder()).forEach(Cluster::delete);
                    }
                });
    }

    public URI url() {
        return url;
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
        server.close();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
