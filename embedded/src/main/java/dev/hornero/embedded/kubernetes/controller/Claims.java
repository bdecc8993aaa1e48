// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which volume a claim gets: the one it names or that names it, else the smallest that fits. */
final class Claims {

    private Claims() {}

    static Optional<PersistentVolume> choose(
            PersistentVolumeClaim claim, List<PersistentVolume> volumes) {
        String named = claim.getSpec().getVolumeName();
        if (named != null && !named.isEmpty()) {
            return volumes.stream()
                    .filter(volume -> volume.getMetadata().getName().equals(named))
                    .filter(volume -> isFreeFor(claim, volume) && isOfSameClass(claim, volume))
                    .findFirst();
        }
        return volumes.stream()
                .filter(volume -> volume.getMetadata().getDeletionTimestamp() == null)
                .filter(volume -> isFreeFor(claim, volume) && fits(claim, volume))
                .min(
                        Comparator.<PersistentVolume, Boolean>comparing(
                                        volume -> volume.getSpec().getClaimRef() == null)
                                .thenComparing(Claims::capacity));
    }

    /** Whether the volume's reference is to this very claim. */
    static boolean isFor(PersistentVolumeClaim claim, ObjectReference reference) {
        String uid = reference.getUid();
        return claim.getMetadata().getName().equals(reference.getName())
                && claim.getMetadata().getNamespace().equals(reference.getNamespace())
                && (uid == null || uid.isEmpty() || uid.equals(claim.getMetadata().getUid()));
    }

    static String storageClass(@org.jspecify.annotations.Nullable String name) {
        return name == null ? "" : name;
    }

    private static boolean isFreeFor(PersistentVolumeClaim claim, PersistentVolume volume) {
        ObjectReference reference = volume.getSpec().getClaimRef();
        return reference == null || isFor(claim, reference);
    }

    private static boolean isOfSameClass(PersistentVolumeClaim claim, PersistentVolume volume) {
        return storageClass(claim.getSpec().getStorageClassName())
                .equals(storageClass(volume.getSpec().getStorageClassName()));
    }

    private static boolean fits(PersistentVolumeClaim claim, PersistentVolume volume) {
        return isOfSameClass(claim, volume)
                && volume.getSpec().getAccessModes().containsAll(claim.getSpec().getAccessModes())
                && capacity(volume).compareTo(wanted(claim)) >= 0;
    }

    private static BigDecimal capacity(PersistentVolume volume) {
        return bytes(volume.getSpec().getCapacity());
    }

    private static BigDecimal wanted(PersistentVolumeClaim claim) {
        return bytes(claim.getSpec().getResources().getRequests());
    }

    private static BigDecimal bytes(Map<String, Quantity> resources) {
        return Quantity.getAmountInBytes(resources.getOrDefault("storage", new Quantity("0")));
    }
}
