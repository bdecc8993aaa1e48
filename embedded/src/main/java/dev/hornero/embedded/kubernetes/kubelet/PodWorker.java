// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.ApiException;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.PodConditions;
import dev.hornero.embedded.kubernetes.api.PodPhases;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Brings one pod to its end, in a thread of its own, a look at a time. */
final class PodWorker {

    private static final System.Logger LOG = System.getLogger(PodWorker.class.getName());
    private static final Duration WHILE_RUNNING = Duration.ofMillis(200);
    private static final Duration WHILE_WAITING = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final long DEFAULT_GRACE = 30;
    private static final String DISRUPTED = "DisruptionTarget";

    private final Node node;
    private final ObjectKey key;
    private final String uid;
    private final PodDirectory directory;
    private final PodContainers containers;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private Optional<PodVolumes> volumes = Optional.empty();
    private boolean firstLook = true;
    private boolean terminated;

    /** When the sidecars of a pod whose work is over are killed; they are asked to stop before. */
    private Optional<Instant> sidecarsEnd = Optional.empty();

    private volatile boolean closing;

    PodWorker(Node node, ObjectKey key, String uid) {
        this.node = node;
        this.key = key;
        this.uid = uid;
        this.directory = new PodDirectory(node.pods().resolve(uid));
        this.containers = new PodContainers(node, directory);
        this.thread = Thread.ofVirtual().name("pod-" + key.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something changed: look again now. */
    void wake() {
        wakeUps.release();
    }

    boolean isOf(ObjectKey pod) {
        return key.equals(pod);
    }

    boolean isFinished() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Lets the pod be; its containers go on. */
    void detach() throws InterruptedException {
        closing = true;
        wake();
        thread.join();
    }

    /**
     * Stops the containers because the node goes down, and says so on the pod, so that a Job knows
     * it for a disruption. To be called after {@link #detach}.
     */
    void shutDown(Instant deadline) throws IOException, InterruptedException {
        Optional<ObjectNode> tree = pod();
        if (tree.isEmpty() || isFinal(tree.get()) || !containers.anyRunning()) {
            return;
        }
        containers.terminate();
        while (containers.anyRunning() && node.clock().instant().isBefore(deadline)) {
            // A process of an earlier node notifies this one of no end.
            Thread.sleep(WHILE_RUNNING);
            containers.reapLost();
        }
        containers.kill();
        Pod pod = ClusterObjects.convert(tree.get(), Pod.class);
        String why = "Pod was terminated in response to imminent node shutdown.";
        write(status -> {
            report(pod, PodPhases.FAILED, "Terminated", why).writeTo(status, node.clock());
            disrupted(status, why);
        });
        cleanUp();
    }

    private void run() {
        try {
            while (!closing) {
                Duration patience = lookSafely();
                if (patience.isZero()) {
                    return;
                }
                boolean woken = wakeUps.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration lookSafely() {
        try {
            return look();
        } catch (IOException | RuntimeException e) {
            if (!closing) {
                LOG.log(Level.WARNING, "pod failed, tries again pod=" + key, e);
            }
            return WHILE_WAITING;
        }
    }

    /** How long to wait for the next look; zero when the pod is gone. */
    private Duration look() throws IOException {
        Optional<ObjectNode> found = pod();
        if (found.isEmpty()) {
            containers.kill();
            Trees.delete(directory.path());
            return Duration.ZERO;
        }
        ObjectNode tree = found.get();
        if (isFinal(tree)) {
            return IDLE;
        }
        boolean lost = containers.reapLost();
        if (lost && firstLook) {
            // Nobody watched when it went: the machine did, and not the container by itself.
            write(status -> disrupted(status, "The machine stopped while the pod was running."));
        }
        firstLook = false;
        Pod pod = ClusterObjects.convert(tree, Pod.class);
        return Metadata.isBeingDeleted(tree) ? stop(tree, pod) : advance(tree, pod);
    }

    private Duration advance(ObjectNode tree, Pod pod) throws IOException {
        try {
            if (volumes.isEmpty()) {
                volumes =
                        Optional.of(
                                PodVolumes.setUp(node.objects(), pod, directory, node.isolation()));
            }
        } catch (NotReadyException e) {
            node.events().warning(tree, "FailedMount", "" + e.getMessage());
            write(status -> report(pod, PodPhases.PENDING, "", "").writeTo(status, node.clock()));
            return WHILE_WAITING;
        }
        List<Instant> appointments = new ArrayList<>();
        if (sidecarsEnd.isPresent()) {
            return conclude(pod, appointments);
        }
        boolean initialized = initialize(tree, pod, volumes.get(), appointments);
        if (initialized) {
            for (Container container : pod.getSpec().getContainers()) {
                step(tree, pod, container, volumes.get(), appointments);
            }
        }
        return conclude(pod, appointments);
    }

    /** Whether every init container has done its work or runs beside; the next one is started. */
    private boolean initialize(
            ObjectNode tree, Pod pod, PodVolumes volumes, List<Instant> appointments)
            throws IOException {
        for (Container container : pod.getSpec().getInitContainers()) {
            Optional<ContainerState> state = containers.state(container);
            boolean done =
                    Sidecars.is(container)
                            ? state.filter(ContainerState.Running.class::isInstance).isPresent()
                            : state.isPresent()
                                    && state.get() instanceof ContainerState.Terminated end
                                    && end.succeeded();
            if (!done) {
                step(tree, pod, container, volumes, appointments);
                return false;
            }
        }
        return true;
    }

    private void step(
            ObjectNode tree,
            Pod pod,
            Container container,
            PodVolumes volumes,
            List<Instant> appointments)
            throws IOException {
        Optional<ContainerState> state = containers.state(container);
        if (state.isEmpty()) {
            if (directory.lastContainer(container.getName()).isEmpty()) {
                containers.start(tree, pod, container, volumes).ifPresent(appointments::add);
            }
        } else if (state.get() instanceof ContainerState.Terminated end && Sidecars.is(container)) {
            Instant earliest = containers.backOff(tree, pod, container, end);
            if (earliest.isAfter(node.clock().instant())) {
                appointments.add(earliest);
            } else {
                containers.start(tree, pod, container, volumes).ifPresent(appointments::add);
            }
        }
    }

    private Duration conclude(Pod pod, List<Instant> appointments) throws IOException {
        PodReport report = report(pod, PodPhases.PENDING, "", "");
        boolean initFailed = report.initContainers().stream().anyMatch(PodWorker::hasFailed);
        boolean allEnded = report.containers().stream().allMatch(PodWorker::hasEnded);
        if ((initFailed || allEnded) && !sidecarsAreOver(pod)) {
            write(status -> report(pod, PodPhases.RUNNING, "", "").writeTo(status, node.clock()));
            return WHILE_RUNNING;
        }
        if (initFailed) {
            return end(pod, PodPhases.FAILED, "", "");
        }
        if (allEnded) {
            boolean failed = report.containers().stream().anyMatch(PodWorker::hasFailed);
            return end(pod, failed ? PodPhases.FAILED : PodPhases.SUCCEEDED, "", "");
        }
        boolean anyStarted =
                report.containers().stream()
                        .anyMatch(c -> c.isRunning() || c.restarts() > 0 || hasEnded(c));
        String phase = anyStarted ? PodPhases.RUNNING : PodPhases.PENDING;
        write(status ->
                new PodReport(uid, phase, "", "", report.initContainers(), report.containers())
                        .writeTo(status, node.clock()));
        if (containers.anyRunning()) {
            return WHILE_RUNNING;
        }
        return appointments.stream()
                .min(Instant::compareTo)
                .map(next -> Duration.between(node.clock().instant(), next))
                .filter(wait -> wait.compareTo(WHILE_RUNNING) > 0)
                .orElse(WHILE_RUNNING);
    }

    /** Sidecars outlive the others, and have the pod's grace to come to their end. */
    private boolean sidecarsAreOver(Pod pod) throws IOException {
        if (!containers.anyRunning()) {
            return true;
        }
        Instant now = node.clock().instant();
        if (sidecarsEnd.isEmpty()) {
            Long grace = pod.getSpec().getTerminationGracePeriodSeconds();
            sidecarsEnd = Optional.of(now.plusSeconds(grace == null ? DEFAULT_GRACE : grace));
        }
        containers.terminate();
        if (now.isBefore(sidecarsEnd.get())) {
            return false;
        }
        containers.kill();
        return true;
    }

    private static boolean hasEnded(ContainerReport report) {
        return report.state() instanceof ContainerState.Terminated;
    }

    private static boolean hasFailed(ContainerReport report) {
        return report.state() instanceof ContainerState.Terminated end
                && !end.succeeded()
                && !Sidecars.is(report.container());
    }

    private Duration stop(ObjectNode tree, Pod pod) throws IOException {
        Instant end = Instant.parse(pod.getMetadata().getDeletionTimestamp());
        if (!terminated) {
            terminated = true;
            for (Container container : pod.getSpec().getContainers()) {
                node.events().normal(tree, "Killing", "Stopping container " + container.getName());
            }
        }
        // Each time: one that was just launched could not be asked before.
        containers.terminate(container -> !Sidecars.is(container), pod);
        if (!containers.anyRunning(container -> !Sidecars.is(container), pod)) {
            containers.terminate();
        }
        if (containers.anyRunning() && node.clock().instant().isBefore(end)) {
            return WHILE_RUNNING;
        }
        containers.kill();
        PodReport report = report(pod, PodPhases.FAILED, "", "");
        boolean succeeded =
                report.containers().stream()
                        .allMatch(c ->
                                c.state() instanceof ContainerState.Terminated t && t.succeeded());
        end(pod, succeeded ? PodPhases.SUCCEEDED : PodPhases.FAILED, "", "");
        deleteFromApi();
        return WHILE_WAITING;
    }

    private void deleteFromApi() {
        try {
            node.objects().delete(key, DeleteOptions.background().onlyUid(uid).within(0));
        } catch (ApiException alreadyGone) {
            LOG.log(Level.DEBUG, "pod is gone pod={0}", key);
        }
    }

    private Duration end(Pod pod, String phase, String reason, String message) throws IOException {
        write(status -> report(pod, phase, reason, message).writeTo(status, node.clock()));
        cleanUp();
        return IDLE;
    }

    /** What no one can ask for any more: Secrets, the image store; logs stay. */
    private void cleanUp() throws IOException {
        Trees.delete(directory.path().resolve("volumes"));
        for (var files : directory.allContainers()) {
            Trees.delete(files.scratch());
        }
    }

    private PodReport report(Pod pod, String phase, String reason, String message) {
        String notStarted =
                pod.getSpec().getInitContainers().isEmpty()
                        ? "ContainerCreating"
                        : "PodInitializing";
        return new PodReport(
                uid,
                phase,
                reason,
                message,
                reports(pod.getSpec().getInitContainers(), notStarted),
                reports(pod.getSpec().getContainers(), notStarted));
    }

    private List<ContainerReport> reports(List<Container> all, String notStarted) {
        return all.stream()
                .map(container -> {
                    try {
                        return containers.report(container, notStarted);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private void write(java.util.function.Consumer<ObjectNode> how) {
        node.objects()
                .atomically(() ->
                        pod().map(present ->
                                        node.objects()
                                                .change(
                                                        key,
                                                        Part.STATUS,
                                                        object -> {
                                                            how.accept(
                                                                    object.withObject("/status"));
                                                            return object;
                                                        }))
                                .isPresent());
    }

    private void disrupted(ObjectNode status, String message) {
        PodConditions.set(status, DISRUPTED, true, "TerminationByKubelet", message, node.clock());
    }

    private Optional<ObjectNode> pod() {
        return node.objects().find(key).filter(pod -> Metadata.uid(pod).equals(uid));
    }

    private static boolean isFinal(ObjectNode pod) {
        return PodPhases.isFinal(pod.path("status").path("phase").asText());
    }
}
