// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/** Which of the volumes that are there a claim gets: the one it names, if that is free for it. */
final class Claims {

    private Claims() {}

    static Optional<PersistentVolume> choose(
            PersistentVolumeClaim claim, List<PersistentVolume> volumes) {
        String named = textOf(claim.getSpec().getVolumeName());
        return volumes.stream()
                .filter(volume -> volume.getMetadata().getName().equals(named))
                .filter(volume -> isFreeFor(claim, volume) && isOfSameClass(claim, volume))
                .findFirst();
    }

    /** "" where there is none. */
    static String textOf(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "" : name;
    }

    private static boolean isFreeFor(PersistentVolumeClaim claim, PersistentVolume volume) {
        ObjectReference reference = volume.getSpec().getClaimRef();
        return reference == null || isFor(claim, reference);
    }

    /** Whether the volume's reference is to this very claim. */
    private static boolean isFor(PersistentVolumeClaim claim, ObjectReference reference) {
        String uid = textOf(reference.getUid());
        return claim.getMetadata().getName().equals(reference.getName())
                && claim.getMetadata().getNamespace().equals(reference.getNamespace())
                && (uid.isEmpty() || uid.equals(claim.getMetadata().getUid()));
    }

    private static boolean isOfSameClass(PersistentVolumeClaim claim, PersistentVolume volume) {
        return textOf(claim.getSpec().getStorageClassName())
                .equals(textOf(volume.getSpec().getStorageClassName()));
    }
}
