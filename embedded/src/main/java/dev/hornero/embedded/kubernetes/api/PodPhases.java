// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.api;

/** The phases of a pod, by the names in {@code status.phase}. */
public final class PodPhases {

    public static final String PENDING = "Pending";
    public static final String RUNNING = "Running";
    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";

    private PodPhases() {}

    /** Whether all containers have ended for good. */
    public static boolean isFinal(String phase) {
        return phase.equals(SUCCEEDED) || phase.equals(FAILED);
    }
}
