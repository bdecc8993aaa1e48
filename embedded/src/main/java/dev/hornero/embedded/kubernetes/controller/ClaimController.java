// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.Finalizers;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.PodPhases;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds claims to volumes, and makes a volume where the claim's storage class is ours. */
public final class ClaimController implements Controller {

    /** The provisioner that a storage class names to get directories of this machine. */
    public static final String PROVISIONER = "hornero.dev/directory";

    static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";

    private final ClusterObjects objects;
    private final EventRecorder events;
    private final VolumePlugin directories;

    /**
     * Not started: a {@code ControlLoop} runs it.
     *
     * @param directory where provisioned volumes are made
     */
    public ClaimController(ClusterObjects objects, EventRecorder events, Path directory) {
        this.objects = objects;
        this.events = events;
        this.directories = new VolumePlugin(directory);
    }

    @Override
    public String name() {
        return "claim";
    }

    @Override
    public Collection<ObjectKey> all() {
        return objects.keys(ResourceType.PERSISTENT_VOLUME_CLAIM);
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        return switch (change.key().type()) {
            case PERSISTENT_VOLUME_CLAIM -> List.of(change.key());
            case PERSISTENT_VOLUME, STORAGE_CLASS -> all();
            case POD ->
                    claimsOf(change.latest())
                            .map(name ->
                                    ObjectKey.of(
                                            ResourceType.PERSISTENT_VOLUME_CLAIM,
                                            change.key().namespace(),
                                            name))
                            .toList();
            case NAMESPACE, NODE, EVENT, SECRET, CONFIG_MAP, SERVICE_ACCOUNT, JOB, LEASE ->
                    List.of();
        };
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        Optional<ObjectNode> found = objects.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode tree = found.get();
        if (Metadata.isBeingDeleted(tree)) {
            if (!isUsed(key)) {
                objects.removeFinalizer(key, Finalizers.CLAIM_IN_USE);
            }
            return Optional.empty();
        }
        var claim = ClusterObjects.convert(tree, PersistentVolumeClaim.class);
        if (!tree.path("status").path("phase").asText().equals("Bound")) {
            bindOrProvision(key, tree, claim);
        }
        return Optional.empty();
    }

    /** The names of the claims that a pod's volumes name. */
    public static Stream<String> claimsOf(JsonNode pod) {
        return pod.path("spec")
                .path("volumes")
                .valueStream()
                .map(volume -> volume.path("persistentVolumeClaim").path("claimName").asText())
                .filter(name -> !name.isEmpty());
    }

    private void bindOrProvision(ObjectKey key, ObjectNode tree, PersistentVolumeClaim claim) {
        Optional<PersistentVolume> volume =
                Claims.choose(
                        claim,
                        objects.list(ResourceType.PERSISTENT_VOLUME, "", PersistentVolume.class));
        if (volume.isPresent()) {
            bind(key, claim, volume.get().getMetadata().getName());
            return;
        }
        String named = Claims.textOf(claim.getSpec().getVolumeName());
        if (!named.isEmpty()) {
            return;
        }
        String className = Claims.textOf(claim.getSpec().getStorageClassName());
        if (className.isEmpty()) {
            events.normal(
                    tree,
                    "FailedBinding",
                    "no persistent volumes available for this claim and no storage class is set");
            return;
        }
        Optional<StorageClass> storageClass =
                objects.find(
                        ObjectKey.of(ResourceType.STORAGE_CLASS, className), StorageClass.class);
        if (storageClass.isEmpty()) {
            events.warning(
                    tree,
                    "ProvisioningFailed",
                    "storageclass.storage.k8s.io \"%s\" not found".formatted(className));
        } else if (storageClass.get().getProvisioner().equals(PROVISIONER)) {
            String name = provision(claim, storageClass.get());
            events.normal(tree, "ProvisioningSucceeded", "Successfully provisioned volume " + name);
            bind(key, claim, name);
        } else {
            events.normal(
                    tree,
                    "ExternalProvisioning",
                    "Waiting for a volume to be created either by the external provisioner '%s' or"
                                    .formatted(storageClass.get().getProvisioner())
                            + " manually by the system administrator");
        }
    }

    private String provision(PersistentVolumeClaim claim, StorageClass storageClass) {
        String name = "pvc-" + claim.getMetadata().getUid();
        Path directory = directories.create(name);
        objects.create(
                ResourceType.PERSISTENT_VOLUME,
                "",
                new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToAnnotations(PROVISIONED_BY, PROVISIONER)
                        .endMetadata()
                        .withNewSpec()
                        .withCapacity(claim.getSpec().getResources().getRequests())
                        .withAccessModes(claim.getSpec().getAccessModes())
                        .withStorageClassName(storageClass.getMetadata().getName())
                        .withPersistentVolumeReclaimPolicy(storageClass.getReclaimPolicy())
                        .withNewHostPath()
                        .withPath(directory.toString())
                        .withType("DirectoryOrCreate")
                        .endHostPath()
                        .endSpec()
                        .build());
        return name;
    }

    private void bind(ObjectKey key, PersistentVolumeClaim claim, String volumeName) {
        ObjectKey volumeKey = ObjectKey.of(ResourceType.PERSISTENT_VOLUME, volumeName);
        ObjectNode volume =
                objects.change(
                        volumeKey,
                        Part.OBJECT,
                        object -> {
                            object.withObject("/spec/claimRef")
                                    .put("kind", "PersistentVolumeClaim")
                                    .put("apiVersion", "v1")
                                    .put("namespace", key.namespace())
                                    .put("name", key.name())
                                    .put("uid", claim.getMetadata().getUid());
                            return object;
                        });
        objects.change(
                volumeKey,
                Part.STATUS,
                object -> {
                    object.withObject("/status").put("phase", "Bound");
                    return object;
                });
        objects.change(
                key,
                Part.OBJECT,
                object -> {
                    object.withObject("/spec").put("volumeName", volumeName);
                    object.withObject("/metadata/annotations")
                            .put("pv.kubernetes.io/bind-completed", "yes")
                            .put("pv.kubernetes.io/bound-by-controller", "yes");
                    return object;
                });
        objects.change(
                key,
                Part.STATUS,
                object -> {
                    ObjectNode status = object.withObject("/status").put("phase", "Bound");
                    status.set("accessModes", volume.path("spec").path("accessModes").deepCopy());
                    status.set("capacity", volume.path("spec").path("capacity").deepCopy());
                    return object;
                });
    }

    private boolean isUsed(ObjectKey claim) {
        return objects.list(ResourceType.POD, claim.namespace()).items().stream()
                .filter(pod -> !PodPhases.isFinal(pod.path("status").path("phase").asText()))
                .flatMap(ClaimController::claimsOf)
                .anyMatch(claim.name()::equals);
    }
}
