// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hornero.embedded.kubernetes.controller.EventRecorder.Severity;
import dev.hornero.embedded.kubernetes.kubelet.executor.KnownImages;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerFiles.Exit;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec;
import dev.hornero.embedded.kubernetes.kubelet.shim.ContainerSpec.Program;
import dev.hornero.embedded.kubernetes.kubelet.shim.Mount;
import dev.hornero.embedded.kubernetes.kubelet.shim.ProcessIdentity;
import dev.hornero.embedded.kubernetes.kubelet.shim.ProcessTree;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts, watches and stops the containers of one pod; what it knows it reads from disk. */
final class PodContainers {

    // The kernel's limit for one argument or environment string; a longer one is never started.
    private static final int LONGEST_STRING = 128 << 10;
    private static final int KILLED = 137;
    private static final int CANNOT_START = 128;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final Duration TIME_TO_CLAIM = Duration.ofSeconds(30);

    private final Node node;
    private final PodDirectory directory;
    private final Map<String, ContainerState.Waiting> waiting = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();
    private final Map<String, Integer> failedPulls = new HashMap<>();
    private final Map<ContainerFiles, Process> launched = new HashMap<>();
    private final Map<ContainerFiles, Instant> unclaimed = new HashMap<>();

    PodContainers(Node node, PodDirectory directory) {
        this.node = node;
        this.directory = directory;
    }

    /**
     * Notices containers whose process is gone without having said how it ended.
     *
     * @return whether there were any
     */
    boolean reapLost() throws IOException {
        boolean lost = false;
        for (ContainerFiles files : directory.allContainers()) {
            if (files.exit().isPresent()) {
                continue;
            }
            Optional<ProcessIdentity> process = files.identity();
            if (process.isEmpty()) {
                reapUnclaimed(files);
            } else if (!process.get().isAlive() && files.exit().isEmpty()) {
                // The exit was read again: it may have ended between the two looks.
                files.end(new Exit(KILLED, "Error", node.clock().instant()));
                lost = true;
            }
        }
        return lost;
    }

    private void reapUnclaimed(ContainerFiles files) throws IOException {
        Process process = launched.get(files);
        Instant now = node.clock().instant();
        if (process == null) {
            // Of a kubelet before this one, which may have been killed before it launched it.
            Instant since = unclaimed.computeIfAbsent(files, f -> now);
            if (since.plus(TIME_TO_CLAIM).isBefore(now)) {
                unclaimed.remove(files);
                Trees.delete(files.directory());
            }
        } else if (!process.isAlive() && files.identity().isEmpty()) {
            String why = Files.exists(files.diagnosis()) ? Files.readString(files.diagnosis()) : "";
            Files.writeString(files.terminationMessage(), "failed to start container: " + why);
            files.end(new Exit(CANNOT_START, "StartError", now));
        }
    }

    ContainerReport report(Container container, String whileNotStarted) throws IOException {
        String name = container.getName();
        int attempt = directory.lastAttempt(name).orElse(0);
        Optional<ContainerState> seen = state(container, attempt);
        Optional<ContainerState.Terminated> before =
                attempt == 0
                        ? Optional.empty()
                        : state(container, attempt - 1).map(ContainerState.Terminated.class::cast);
        if (seen.isPresent() && waiting.containsKey(name)) {
            // To be started again: how it ended is its last state now.
            return new ContainerReport(
                    container,
                    waiting.get(name),
                    seen.map(ContainerState.Terminated.class::cast),
                    attempt);
        }
        ContainerState state =
                seen.orElseGet(() ->
                        waiting.getOrDefault(
                                name, new ContainerState.Waiting(whileNotStarted, "")));
        return new ContainerReport(container, state, before, attempt);
    }

    /** How the container stands since it was last started; empty when it was not. */
    Optional<ContainerState> state(Container container) throws IOException {
        Optional<Integer> attempt = directory.lastAttempt(container.getName());
        return attempt.isPresent() ? state(container, attempt.get()) : Optional.empty();
    }

    private Optional<ContainerState> state(Container container, int attempt) throws IOException {
        ContainerFiles files = directory.container(container.getName(), attempt);
        Optional<Instant> startedAt = files.startedAt();
        Optional<Exit> exit = files.exit();
        if (exit.isPresent()) {
            Exit end = exit.get();
            return Optional.of(
                    new ContainerState.Terminated(
                            end.code(),
                            end.reason(),
                            TerminationMessage.of(files),
                            startedAt.orElse(end.at()),
                            end.at()));
        }
        return startedAt.map(ContainerState.Running::new);
    }

    /**
     * Starts the container unless something it needs is not there, which its state then says.
     *
     * @return when to try again if it was not started
     */
    Optional<Instant> start(JsonNode tree, Pod pod, Container container, PodVolumes volumes)
            throws IOException {
        String name = container.getName();
        Instant now = node.clock().instant();
        Instant earliest = notBefore.getOrDefault(name, now);
        if (earliest.isAfter(now)) {
            return Optional.of(earliest);
        }
        Optional<Program> program =
                KnownImages.programOf(container.getImage(), container.getCommand());
        if (program.isEmpty()) {
            return Optional.of(pullFailed(tree, pod, container));
        }
        try {
            Map<String, String> environment = new PodEnvironment(node.objects(), pod).of(container);
            List<Mount> mounts = new ArrayList<>(volumes.mountsOf(container));
            int attempt = directory.lastAttempt(name).map(last -> last + 1).orElse(0);
            ContainerFiles files = directory.container(name, attempt);
            files.prepare();
            node.isolation().give(files.terminationMessage());
            mounts.add(
                    new Mount(
                            files.terminationMessage().toString(),
                            container.getTerminationMessagePath(),
                            false));
            launch(tree, pod, spec(pod, container, program.get(), environment, mounts), files);
            waiting.remove(name);
            return Optional.empty();
        } catch (NotReadyException e) {
            waiting.put(
                    name,
                    new ContainerState.Waiting("CreateContainerConfigError", "" + e.getMessage()));
            event(tree, pod, container, Severity.WARNING, "Failed", "Error: " + e.getMessage());
            return Optional.of(now.plusSeconds(1));
        }
    }

    private void launch(JsonNode tree, Pod pod, ContainerSpec spec, ContainerFiles files)
            throws IOException {
        Container container = container(pod, spec.name());
        event(
                tree,
                pod,
                container,
                Severity.NORMAL,
                "Pulled",
                "Container image \"%s\" already present on machine"
                        .formatted(container.getImage()));
        event(
                tree,
                pod,
                container,
                Severity.NORMAL,
                "Created",
                "Created container: " + spec.name());
        Optional<String> tooLong = cannotStart(spec);
        if (tooLong.isPresent()) {
            Files.writeString(files.terminationMessage(), tooLong.get());
            files.end(new Exit(CANNOT_START, "StartError", node.clock().instant()));
            event(tree, pod, container, Severity.WARNING, "Failed", "Error: " + tooLong.get());
            return;
        }
        launched.put(
                files,
                spec.program() == Program.WAITS
                        ? WaitingContainer.of(container).start(files)
                        : node.launcher().launch(spec, files));
        event(tree, pod, container, Severity.NORMAL, "Started", "Started container " + spec.name());
    }

    private ContainerSpec spec(
            Pod pod,
            Container container,
            Program program,
            Map<String, String> environment,
            List<Mount> mounts) {
        var arguments = new ArrayList<String>();
        container.getCommand().forEach(a -> arguments.add(Expansion.expand(a, environment)));
        container.getArgs().forEach(a -> arguments.add(Expansion.expand(a, environment)));
        var all = new HashMap<>(environment);
        all.putIfAbsent("HOSTNAME", pod.getMetadata().getName());
        return new ContainerSpec(
                container.getName(),
                program,
                arguments,
                all,
                mounts,
                node.isolation(),
                node.reach(),
                program == Program.EXECUTOR
                        ? node.builder().get()
                        : new ContainerSpec.ImageStore(
                                ContainerSpec.ImageStore.Builder.NONE, "", ""));
    }

    private static Optional<String> cannotStart(ContainerSpec spec) {
        List<String> strings = new ArrayList<>(spec.arguments());
        spec.environment().forEach((name, value) -> strings.add(name + "=" + value));
        for (String string : strings) {
            if (string.indexOf('\0') >= 0) {
                return Optional.of("failed to start container: exec: invalid argument");
            }
            if (string.getBytes(StandardCharsets.UTF_8).length >= LONGEST_STRING) {
                return Optional.of("failed to start container: exec: argument list too long");
            }
        }
        return Optional.empty();
    }

    private Instant pullFailed(JsonNode tree, Pod pod, Container container) {
        String name = container.getName();
        String image = container.getImage();
        Instant now = node.clock().instant();
        boolean justFailed =
                waiting.containsKey(name) && waiting.get(name).reason().equals("ErrImagePull");
        if (justFailed) {
            String message = "Back-off pulling image \"%s\"".formatted(image);
            waiting.put(name, new ContainerState.Waiting("ImagePullBackOff", message));
            event(tree, pod, container, Severity.NORMAL, "BackOff", message);
            int failures = failedPulls.merge(name, 1, Integer::sum);
            Instant next = now.plus(backoff(failures));
            notBefore.put(name, next);
            return next;
        }
        String message =
                "failed to pull and unpack image \"%s\": this node runs no such image"
                        .formatted(image);
        waiting.put(name, new ContainerState.Waiting("ErrImagePull", message));
        notBefore.put(name, now.plusSeconds(1));
        event(
                tree,
                pod,
                container,
                Severity.WARNING,
                "Failed",
                "Failed to pull image \"%s\": %s".formatted(image, message));
        event(tree, pod, container, Severity.WARNING, "Failed", "Error: ErrImagePull");
        return now.plusSeconds(1);
    }

    /**
     * Has an ended container started again after a while, which its state says meanwhile.
     *
     * @return when it may be started
     */
    Instant backOff(JsonNode tree, Pod pod, Container container, ContainerState.Terminated end)
            throws IOException {
        String name = container.getName();
        int restarts = directory.lastAttempt(name).orElse(0) + 1;
        Duration wait = backoff(restarts);
        Instant earliest = end.finishedAt().plus(wait);
        if (!waiting.containsKey(name)) {
            String message =
                    "back-off %ds restarting failed container=%s pod=%s"
                            .formatted(wait.toSeconds(), name, pod.getMetadata().getName());
            waiting.put(name, new ContainerState.Waiting("CrashLoopBackOff", message));
            event(
                    tree,
                    pod,
                    container,
                    Severity.WARNING,
                    "BackOff",
                    "Back-off restarting failed container %s".formatted(name));
        }
        return earliest;
    }

    private static Duration backoff(int failures) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, 10));
        return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
    }

    boolean anyRunning() throws IOException {
        return anyRunning(directory.allContainers());
    }

    /** Whether one of those of the pod runs that are meant. */
    boolean anyRunning(Predicate<Container> meant, Pod pod) throws IOException {
        return anyRunning(files(meant, pod));
    }

    private static boolean anyRunning(List<ContainerFiles> containers) throws IOException {
        for (ContainerFiles files : containers) {
            if (files.exit().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private List<ContainerFiles> files(Predicate<Container> meant, Pod pod) throws IOException {
        List<ContainerFiles> found = new ArrayList<>();
        for (Container container : all(pod).filter(meant).toList()) {
            directory.lastContainer(container.getName()).ifPresent(found::add);
        }
        return found;
    }

    /** Asks the running containers to stop; it is no harm to ask again. */
    void terminate() throws IOException {
        terminate(directory.allContainers());
    }

    /** Asks those of the pod to stop that are meant. */
    void terminate(Predicate<Container> meant, Pod pod) throws IOException {
        terminate(files(meant, pod));
    }

    private static void terminate(List<ContainerFiles> containers) throws IOException {
        for (ContainerFiles files : containers) {
            if (files.exit().isEmpty()) {
                files.identity()
                        .filter(ProcessIdentity::isAlive)
                        .flatMap(process -> ProcessHandle.of(process.pid()))
                        .ifPresent(ProcessHandle::destroy);
            }
        }
    }

    /** Ends all that still runs, at once and with everything it started. */
    void kill() throws IOException {
        for (ContainerFiles files : directory.allContainers()) {
            if (files.exit().isPresent()) {
                continue;
            }
            files.identity()
                    .filter(ProcessIdentity::isAlive)
                    .ifPresent(process -> ProcessTree.ledBy(process.pid()).kill());
            files.end(new Exit(KILLED, "Error", node.clock().instant()));
        }
    }

    private void event(
            JsonNode tree,
            Pod pod,
            Container container,
            Severity severity,
            String reason,
            String message) {
        boolean ofInit = pod.getSpec().getInitContainers().contains(container);
        String path =
                (ofInit ? "spec.initContainers{%s}" : "spec.containers{%s}")
                        .formatted(container.getName());
        node.events().record(tree, path, severity, reason, message);
    }

    private static Container container(Pod pod, String name) {
        return all(pod).filter(container -> container.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Container> all(Pod pod) {
        return Stream.concat(
                pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }
}
