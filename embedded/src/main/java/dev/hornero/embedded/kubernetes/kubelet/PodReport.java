// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.PodConditions;
import dev.hornero.embedded.kubernetes.api.PodPhases;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A pod's status from the states of its containers. */
record PodReport(
        String podUid,
        String phase,
        String reason,
        String message,
        List<ContainerReport> initContainers,
        List<ContainerReport> containers) {

    PodReport {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
    }

    /** Writes it into the status, of which it keeps what others wrote. */
    void writeTo(ObjectNode status, Clock clock) {
        status.put("phase", phase);
        putOrRemove(status, "reason", reason);
        putOrRemove(status, "message", message);
        status.put("hostIP", "127.0.0.1").put("podIP", "127.0.0.1").put("qosClass", "BestEffort");
        if (!status.hasNonNull("startTime")) {
            status.put("startTime", Metadata.timestamp(clock.instant()));
        }
        write(status.putArray("initContainerStatuses"), initContainers);
        write(status.putArray("containerStatuses"), containers);
        if (initContainers.isEmpty()) {
            status.remove("initContainerStatuses");
        }
        conditions(status, clock);
    }

    private void conditions(ObjectNode status, Clock clock) {
        boolean started =
                Stream.concat(initContainers.stream(), containers.stream())
                        .anyMatch(c -> !(c.state() instanceof ContainerState.Waiting));
        boolean initialized = initContainers.stream().allMatch(PodReport::isInitialized);
        boolean ready =
                phase.equals(PodPhases.RUNNING)
                        && containers.stream().allMatch(ContainerReport::isRunning);
        String unready =
                switch (phase) {
                    case PodPhases.SUCCEEDED -> "PodCompleted";
                    case PodPhases.FAILED -> "PodFailed";
                    default -> "ContainersNotReady";
                };
        PodConditions.set(status, "PodReadyToStartContainers", started, "", "", clock);
        PodConditions.set(
                status,
                "Initialized",
                initialized,
                initialized ? "" : "ContainersNotInitialized",
                "",
                clock);
        PodConditions.set(status, "Ready", ready, ready ? "" : unready, "", clock);
        PodConditions.set(status, "ContainersReady", ready, ready ? "" : unready, "", clock);
    }

    private void write(ArrayNode statuses, List<ContainerReport> reports) {
        for (ContainerReport report : reports) {
            ObjectNode status =
                    statuses.addObject()
                            .put("name", report.container().getName())
                            .put("image", report.container().getImage())
                            .put("imageID", "")
                            .put("ready", isReady(report))
                            .put("started", report.isRunning())
                            .put("restartCount", report.restarts());
            if (!(report.state() instanceof ContainerState.Waiting)) {
                status.put("containerID", containerId(report));
            }
            write(status.putObject("state"), report.state());
            ObjectNode last = status.putObject("lastState");
            report.before().ifPresent(state -> write(last, state));
        }
    }

    private boolean isReady(ContainerReport report) {
        boolean ofInit = initContainers.contains(report);
        return (ofInit && !Sidecars.is(report.container()))
                ? isInitialized(report)
                : report.isRunning();
    }

    private static boolean isInitialized(ContainerReport report) {
        if (Sidecars.is(report.container())) {
            return !(report.state() instanceof ContainerState.Waiting);
        }
        return report.state() instanceof ContainerState.Terminated end && end.succeeded();
    }

    private String containerId(ContainerReport report) {
        return "hornero://%s/%s/%d"
                .formatted(podUid, report.container().getName(), report.restarts());
    }

    private static void write(ObjectNode into, ContainerState state) {
        switch (state) {
            case ContainerState.Waiting(String reason, String message) -> {
                ObjectNode waiting = into.putObject("waiting").put("reason", reason);
                putOrRemove(waiting, "message", message);
            }
            case ContainerState.Running(Instant startedAt) ->
                    into.putObject("running").put("startedAt", Metadata.timestamp(startedAt));
            case ContainerState.Terminated end -> {
                ObjectNode terminated =
                        into.putObject("terminated")
                                .put("exitCode", end.exitCode())
                                .put("reason", end.reason())
                                .put("startedAt", Metadata.timestamp(end.startedAt()))
                                .put("finishedAt", Metadata.timestamp(end.finishedAt()));
                putOrRemove(terminated, "message", end.message());
            }
        }
    }

    private static void putOrRemove(ObjectNode object, String field, String value) {
        if (value.isEmpty()) {
            object.remove(field);
        } else {
            object.put(field, value);
        }
    }
}
