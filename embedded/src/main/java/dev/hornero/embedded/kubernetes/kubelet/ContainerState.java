// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.kubelet;

import java.time.Instant;

/** Where one container of a pod stands, as its status says. */
sealed interface ContainerState {

    /**
     * Not running; the reason is Kubernetes' word for what it waits for.
     *
     * @param message more about it, or ""
     */
    record Waiting(String reason, String message) implements ContainerState {}

    record Running(Instant startedAt) implements ContainerState {}

    /**
     * Ended.
     *
     * @param message what it left as its termination message, or ""
     */
    record Terminated(
            int exitCode, String reason, String message, Instant startedAt, Instant finishedAt)
            implements ContainerState {

        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
