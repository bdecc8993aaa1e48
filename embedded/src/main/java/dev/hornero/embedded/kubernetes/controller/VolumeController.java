// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hornero.embedded.kubernetes.api.Change;
import dev.hornero.embedded.kubernetes.api.ClusterObjects;
import dev.hornero.embedded.kubernetes.api.ClusterObjects.Part;
import dev.hornero.embedded.kubernetes.api.DeleteOptions;
import dev.hornero.embedded.kubernetes.api.Finalizers;
import dev.hornero.embedded.kubernetes.api.Metadata;
import dev.hornero.embedded.kubernetes.api.ObjectKey;
import dev.hornero.embedded.kubernetes.api.ResourceType;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps volumes' phases, and reclaims a volume when its claim is gone. */
public final class VolumeController implements Controller {

    private final ClusterObjects objects;
    private final EventRecorder events;
    private final VolumePlugin directories;

    /**
     * Not started: a {@code ControlLoop} runs it.
     *
     * @param directory where provisioned volumes are made
     */
    public VolumeController(ClusterObjects objects, EventRecorder events, Path directory) {
        this.objects = objects;
        this.events = events;
        this.directories = new VolumePlugin(directory);
    }

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public Collection<ObjectKey> all() {
        return objects.keys(ResourceType.PERSISTENT_VOLUME);
    }

    @Override
    public Collection<ObjectKey> affectedBy(Change change) {
        ObjectKey key = change.key();
        if (key.type() == ResourceType.PERSISTENT_VOLUME) {
            return List.of(key);
        }
        return key.type() == ResourceType.PERSISTENT_VOLUME_CLAIM && change.after().isEmpty()
                ? all()
                : List.of();
    }

    @Override
    public Optional<Instant> reconcile(ObjectKey key) {
        Optional<ObjectNode> found = objects.find(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode tree = found.get();
        var volume = ClusterObjects.convert(tree, PersistentVolume.class);
        boolean claimed = volume.getSpec().getClaimRef() != null;
        boolean bound = claimed && claimLives(volume);
        String phase = tree.path("status").path("phase").asText();
        if (!claimed) {
            setPhase(key, "Available");
        } else if (!bound && phase.equals("Bound")) {
            setPhase(key, "Released");
        } else if (phase.isEmpty()) {
            setPhase(key, "Available");
        }
        if (!bound && (phase.equals("Bound") || phase.equals("Released"))) {
            reclaim(key, tree, volume);
        }
        if (!bound && objects.find(key).filter(Metadata::isBeingDeleted).isPresent()) {
            objects.removeFinalizer(key, Finalizers.VOLUME_BOUND);
        }
        return Optional.empty();
    }

    private boolean claimLives(PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        return objects.find(
                        ObjectKey.of(
                                ResourceType.PERSISTENT_VOLUME_CLAIM,
                                reference.getNamespace(),
                                reference.getName()))
                .map(Metadata::uid)
                .filter(uid -> uid.equals(reference.getUid()))
                .isPresent();
    }

    private void reclaim(ObjectKey key, ObjectNode tree, PersistentVolume volume) {
        if (!"Delete".equals(volume.getSpec().getPersistentVolumeReclaimPolicy())
                || volume.getSpec().getHostPath() == null) {
            return;
        }
        try {
            directories.remove(Path.of(volume.getSpec().getHostPath().getPath()));
            objects.delete(key, DeleteOptions.background());
        } catch (IOException e) {
            events.warning(tree, "VolumeFailedDelete", "" + e.getMessage());
            setPhase(key, "Failed");
        }
    }

    private void setPhase(ObjectKey key, String phase) {
        objects.change(
                key,
                Part.STATUS,
                object -> {
                    object.withObject("/status").put("phase", phase);
                    return object;
                });
    }
}
