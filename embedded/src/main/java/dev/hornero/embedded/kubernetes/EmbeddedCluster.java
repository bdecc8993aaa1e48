// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes;

import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ObjectStore;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import dev.hornero.embedded.kubernetes.api.http.ApiServer;
import dev.hornero.embedded.kubernetes.controller.ClaimController;
import dev.hornero.embedded.kubernetes.controller.ControlLoop;
import dev.hornero.embedded.kubernetes.controller.Controller;
import dev.hornero.embedded.kubernetes.controller.EmbeddedNode;
import dev.hornero.embedded.kubernetes.controller.EventExpiry;
import dev.hornero.embedded.kubernetes.controller.EventRecorder;
import dev.hornero.embedded.kubernetes.controller.GarbageCollector;
import dev.hornero.embedded.kubernetes.controller.JobController;
import dev.hornero.embedded.kubernetes.controller.NamespaceController;
import dev.hornero.embedded.kubernetes.controller.Scheduler;
import dev.hornero.embedded.kubernetes.controller.VolumeController;
import dev.hornero.embedded.kubernetes.kubelet.Kubelet;
import dev.hornero.embedded.kubernetes.kubelet.executor.LocalBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster of one node in this process. Its objects are in the data directory and survive a kill;
 * the containers it starts are processes of their own that survive it too. Listens on the loopback
 * interface only, and serves who shows the token that its kubeconfig carries.
 */
public final class EmbeddedCluster implements AutoCloseable {

    /** The storage class of claims that name none; its volumes are directories. */
    public static final String STORAGE_CLASS = "hornero-directory";

    private final DirectoryLock lock;
    private final ObjectStore store;
    private final ApiServer server;
    private final Optional<String> token;
    private final List<ControlLoop> loops;
    private final Kubelet kubelet;

    private EmbeddedCluster(
            DirectoryLock lock,
            ObjectStore store,
            ApiServer server,
            Optional<String> token,
            List<ControlLoop> loops,
            Kubelet kubelet) {
        this.lock = lock;
        this.store = store;
        this.server = server;
        this.token = token;
        this.loops = loops;
        this.kubelet = kubelet;
    }

    public static EmbeddedCluster start(Path data, int port) throws IOException {
        return start(data, port, ClusterSettings.DEFAULT);
    }

    /**
     * Starts the cluster that lives in this directory, or a new one.
     *
     * @param port of the API server; 0 for any free one
     * @throws IOException when the port or the directory is in use
     */
    public static EmbeddedCluster start(Path data, int port, ClusterSettings settings)
            throws IOException {
        Path directory = data.toAbsolutePath().normalize();
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return start(lock, directory, port, settings, Clock.systemUTC());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedCluster start(
            DirectoryLock lock, Path data, int port, ClusterSettings settings, Clock clock)
            throws IOException {
        ObjectStore store = ObjectStore.open(data.resolve("objects"));
        try {
            return start(lock, store, data, port, settings, clock);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static EmbeddedCluster start(
            DirectoryLock lock,
            ObjectStore store,
            Path data,
            int port,
            ClusterSettings settings,
            Clock clock)
            throws IOException {
        var objects = new ClusterObjects(store, clock);
        bootstrap(objects);
        Kubelet kubelet =
                Kubelet.open(
                        objects,
                        new EventRecorder(objects, clock, "kubelet"),
                        data.resolve("kubelet"),
                        data.resolve("images"),
                        settings.reach(),
                        clock);
        Optional<String> token =
                settings.asksForToken()
                        ? Optional.of(OwnersFile.token(data.resolve("token")))
                        : Optional.empty();
        ApiServer server = ApiServer.start(objects, kubelet, port, token, clock);
        Stream<Controller> node = settings.runsPods() ? Stream.of(kubelet) : Stream.empty();
        List<ControlLoop> loops =
                Stream.concat(controllers(objects, data, settings, clock), node)
                        .map(controller -> ControlLoop.start(store, controller, clock))
                        .toList();
        return new EmbeddedCluster(lock, store, server, token, loops, kubelet);
    }

    public URI masterUrl() {
        return server.url();
    }

    /** The text of a kubeconfig for this cluster; it holds a secret. */
    public String kubeconfig() {
        return Kubeconfig.of(masterUrl(), token);
    }

    /** Whether containers are kept apart here from this machine's processes, files and ports. */
    public static boolean keepsContainersApart() {
        return LocalBuilder.hasNetworks(LocalBuilder.isolation());
    }

    /** Where an image is, in the OCI layout, whose registry could not be reached. */
    public static Path imageLayout(Path data, String repository) {
        return data.resolve("images").resolve(repository);
    }

    @Override
    public void close() throws IOException {
        loops.forEach(ControlLoop::close);
        try {
            kubelet.shutDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
        store.close();
        lock.close();
    }

    private static Stream<Controller> controllers(
            ClusterObjects objects, Path data, ClusterSettings settings, Clock clock) {
        Path volumes = data.resolve("volumes");
        return Stream.of(
                new JobController(
                        objects,
                        new EventRecorder(objects, clock, "job-controller"),
                        clock,
                        settings.firstBackoff()),
                new Scheduler(
                        objects, new EventRecorder(objects, clock, "default-scheduler"), clock),
                new ClaimController(
                        objects,
                        new EventRecorder(objects, clock, "persistentvolume-controller"),
                        volumes),
                new VolumeController(
                        objects,
                        new EventRecorder(objects, clock, "persistentvolume-controller"),
                        volumes),
                new GarbageCollector(objects),
                new NamespaceController(objects),
                new EventExpiry(objects, clock));
    }

    private static void bootstrap(ClusterObjects objects) {
        for (String name : List.of("default", "kube-system")) {
            createIfAbsent(
                    objects,
                    ResourceType.NAMESPACE,
                    name,
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
        }
        createIfAbsent(objects, ResourceType.NODE, EmbeddedNode.NAME, EmbeddedNode.describe());
        createIfAbsent(
                objects,
                ResourceType.STORAGE_CLASS,
                STORAGE_CLASS,
                new StorageClassBuilder()
                        .withNewMetadata()
                        .withName(STORAGE_CLASS)
                        .addToAnnotations("storageclass.kubernetes.io/is-default-class", "true")
                        .endMetadata()
                        .withProvisioner(ClaimController.PROVISIONER)
                        .build());
    }

    private static void createIfAbsent(
            ClusterObjects objects, ResourceType type, String name, Object model) {
        if (objects.find(ObjectKey.of(type, name)).isEmpty()) {
            objects.create(type, "", model);
        }
    }
}
