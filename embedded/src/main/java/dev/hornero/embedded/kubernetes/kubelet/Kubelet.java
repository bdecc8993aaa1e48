// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.PodLogs;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import dev.hornero.embedded.kubernetes.controller.Controller;
import dev.hornero.embedded.kubernetes.controller.EventRecorder;
import dev.hornero.embedded.kubernetes.kubelet.executor.LocalBuilder;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.ImageStore;
import dev.hornero.embedded.kubernetes.kubelet.shim.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives every pod of the node a worker, and answers for their logs. */
public final class Kubelet implements Controller, PodLogs {

    // Less than what a supervisor usually grants before it kills.
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(5);

    private final Node node;
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();

    private Kubelet(Node node) {
        this.node = node;
    }

    /**
     * A kubelet that takes up the pods it finds in its directory.
     *
     * @param directory for pods' files
     * @param layouts where images stay whose registry cannot be reached
     * @param reach the ports of this machine that containers may connect to; empty for all it has
     */
    public static Kubelet open(
            ClusterObjects objects,
            EventRecorder events,
            Path directory,
            Path layouts,
            Optional<Set<Integer>> reach,
            Clock clock)
            throws IOException {
        Path pods = Files.createDirectories(directory.toAbsolutePath()).resolve("pods");
        Isolation isolation = LocalBuilder.isolation();
        var builder =
                new Remembered(directory.toAbsolutePath(), layouts.toAbsolutePath(), isolation);
        var kubelet =
                new Kubelet(
                        new Node(
                                objects,
                                events,
                                builder::get,
                                isolation,
                                reach,
                                new ContainerLauncher(),
                                Files.createDirectories(pods),
                                clock));
        kubelet.removeStrangers();
        return kubelet;
    }

    /** Finds out what builds here when it is first needed. */
    private static final class Remembered {
        private final Path scratch;
        private final Path layouts;
        private final Isolation isolation;
        private @Nullable ImageStore found;

        Remembered(Path scratch, Path layouts, Isolation isolation) {
            this.scratch = scratch;
            this.layouts = layouts;
            this.isolation = isolation;
        }

        synchronized ImageStore get() {
            if (found == null) {
                found = LocalBuilder.find(scratch, layouts, isolation);
            }
            return found;
        }
    }

    @Override
    public String name() {
        return "kubelet";
    }

    @Override
    public Collection<ObjectKey> all() {
        return node.objects().keys(ResourceType.POD);
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        return switch (change.key().type()) {
            case POD -> List.of(change.key());
            case SECRET, CONFIG_MAP, PERSISTENT_VOLUME_CLAIM ->
                    all().stream()
                            .filter(pod -> pod.namespace().equals(change.key().namespace()))
                            .toList();
            case NAMESPACE,
                    NODE,
                    EVENT,
                    SERVICE_ACCOUNT,
                    PERSISTENT_VOLUME,
                    JOB,
                    LEASE,
                    STORAGE_CLASS ->
                    List.of();
        };
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        workers.values().removeIf(PodWorker::isFinished);
        node.objects()
                .find(key)
                .filter(pod -> pod.path("spec").hasNonNull("nodeName"))
                .map(Metadata::uid)
                .ifPresent(uid -> workers.computeIfAbsent(uid, u -> started(key, u)));
        workers.values().stream().filter(worker -> worker.isOf(key)).forEach(PodWorker::wake);
        return Optional.empty();
    }

    private PodWorker started(ObjectKey key, String uid) {
        var worker = new PodWorker(node, key, uid);
        worker.start();
        return worker;
    }

    @Override
    public LogSource open(ObjectNode pod, LogRequest request) {
        String name = request.container().orElseGet(() -> onlyContainer(pod));
        boolean known =
                Stream.of("initContainers", "containers")
                        .flatMap(list -> pod.path("spec").path(list).valueStream())
                        .anyMatch(container -> container.path("name").asText().equals(name));
        if (!known) {
            throw ApiException.badRequest(
                    "container %s is not valid for pod %s".formatted(name, Metadata.name(pod)));
        }
        return new LogReader(files(pod, name), request);
    }

    private ContainerFiles files(ObjectNode pod, String name) {
        var directory = new PodDirectory(node.pods().resolve(Metadata.uid(pod)));
        try {
            return directory.lastContainer(name).orElseThrow(() -> noLog(pod, name));
        } catch (IOException e) {
            throw ApiException.internal("cannot read the log: " + e.getMessage());
        }
    }

    private static ApiException noLog(ObjectNode pod, String name) {
        String reason =
                Stream.of("initContainerStatuses", "containerStatuses")
                        .flatMap(list -> pod.path("status").path(list).valueStream())
                        .filter(status -> status.path("name").asText().equals(name))
                        .map(s -> s.path("state").path("waiting").path("reason").asText())
                        .findFirst()
                        .orElse("ContainerCreating");
        return ApiException.badRequest(
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                        .formatted(name, Metadata.name(pod), reason));
    }

    private static String onlyContainer(ObjectNode pod) {
        List<String> names =
                pod.path("spec")
                        .path("containers")
                        .valueStream()
                        .map(container -> container.path("name").asText())
                        .toList();
        if (names.size() != 1) {
            throw ApiException.badRequest(
                    "a container name must be specified for pod %s, choose one of: %s"
                            .formatted(Metadata.name(pod), names));
        }
        return names.getFirst();
    }

    /** Stops watching every Pod; the containers go on. */
    private void detach() throws InterruptedException {
        for (PodWorker worker : workers.values()) {
            worker.detach();
        }
    }

    /** Stops every container, as a node that is being shut down does. */
    public void shutDown() throws IOException, InterruptedException {
        detach();
        Instant deadline = node.clock().instant().plus(SHUTDOWN_GRACE);
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks =
                    workers.values().stream()
                            .<Callable<Void>>map(worker ->
                                    () -> {
                                        worker.shutDown(deadline);
                                        return null;
                                    })
                            .toList();
            for (Future<Void> stop : stops.invokeAll(tasks)) {
                stop.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot stop every pod", e.getCause());
        }
    }

    /** Pods that were removed while this node did not run. */
    private void removeStrangers() throws IOException {
        Set<String> known =
                node.objects().list(ResourceType.POD, "").items().stream()
                        .map((JsonNode pod) -> Metadata.uid(pod))
                        .collect(Collectors.toSet());
        List<Path> strangers;
        try (Stream<Path> entries = Files.list(node.pods())) {
            strangers =
                    entries.filter(entry -> !known.contains(entry.getFileName().toString()))
                            .toList();
        }
        for (Path stranger : strangers) {
            new PodContainers(node, new PodDirectory(stranger)).kill();
            Trees.delete(stranger);
        }
    }
}
