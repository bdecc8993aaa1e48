// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.PodConditions;
import dev.hornero.embedded.kubernetes.api.PodPhases;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Puts pods on the node, or says on the pod why it cannot. */
public final class Scheduler implements Controller {

    private final ClusterObjects objects;
    private final EventRecorder events;
    private final Clock clock;

    public Scheduler(ClusterObjects objects, EventRecorder events, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public Collection<ObjectKey> all() {
        return objects.list(ResourceType.POD, "").items().stream()
                .filter(Scheduler::isWaiting)
                .map(pod ->
                        ObjectKey.of(
                                ResourceType.POD,
                                pod.path("metadata").path("namespace").asText(),
                                Metadata.name(pod)))
                .toList();
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        return switch (change.key().type()) {
            case POD ->
                    change.after().filter(Scheduler::isWaiting).isPresent()
                            ? List.of(change.key())
                            : List.of();
            case PERSISTENT_VOLUME_CLAIM, NODE -> all();
            case NAMESPACE,
                    EVENT,
                    SECRET,
                    CONFIG_MAP,
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
        Optional<ObjectNode> pod = objects.find(key).filter(Scheduler::isWaiting);
        Optional<Node> node =
                objects.find(ObjectKey.of(ResourceType.NODE, EmbeddedNode.NAME), Node.class);
        if (pod.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> objection =
                claimObjection(key.namespace(), pod.get())
                        .or(() ->
                                Fit.objection(
                                        pod.get().path("spec"),
                                        node.get().getMetadata().getLabels(),
                                        node.get().getStatus().getAllocatable()));
        objection.ifPresentOrElse(why -> refuse(key, pod.get(), why), () -> assign(key, pod.get()));
        return Optional.empty();
    }

    private static boolean isWaiting(JsonNode pod) {
        return !pod.path("spec").hasNonNull("nodeName") && !Metadata.isBeingDeleted(pod);
    }

    private Optional<String> claimObjection(String namespace, ObjectNode pod) {
        for (String claim : ClaimController.claimsOf(pod).toList()) {
            Optional<ObjectNode> found =
                    objects.find(
                            ObjectKey.of(ResourceType.PERSISTENT_VOLUME_CLAIM, namespace, claim));
            if (found.isEmpty()) {
                return Optional.of("persistentvolumeclaim \"%s\" not found".formatted(claim));
            }
            if (!found.get().path("status").path("phase").asText().equals("Bound")) {
                return Optional.of(
                        "0/1 nodes are available: pod has unbound immediate"
                                + " PersistentVolumeClaims.");
            }
        }
        return Optional.empty();
    }

    private void assign(ObjectKey key, ObjectNode pod) {
        objects.change(
                key,
                Part.OBJECT,
                object -> {
                    object.withObject("/spec").put("nodeName", EmbeddedNode.NAME);
                    return object;
                });
        status(key, status -> PodConditions.set(status, "PodScheduled", true, "", "", clock));
        events.normal(
                pod,
                "Scheduled",
                "Successfully assigned %s/%s to %s"
                        .formatted(key.namespace(), key.name(), EmbeddedNode.NAME));
    }

    private void refuse(ObjectKey key, ObjectNode pod, String why) {
        status(
                key,
                status ->
                        PodConditions.set(
                                status, "PodScheduled", false, "Unschedulable", why, clock));
        events.warning(pod, "FailedScheduling", why);
    }

    private void status(ObjectKey key, java.util.function.Consumer<ObjectNode> how) {
        objects.change(
                key,
                Part.STATUS,
                object -> {
                    ObjectNode status = object.withObject("/status");
                    if (!status.hasNonNull("phase")) {
                        status.put("phase", PodPhases.PENDING);
                    }
                    how.accept(status);
                    return object;
                });
    }
}
