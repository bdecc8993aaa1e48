// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done for a Job now.
 *
 * @param status what its status becomes
 * @param counted pods that the new status counts, so that they may go
 * @param toDelete pods that should not run any longer
 * @param toCreate how many pods are missing
 * @param news what is worth an event
 * @param lookAgain when time alone changes something
 */
record JobPlan(
        JobStatus status,
        List<Pod> counted,
        List<Pod> toDelete,
        int toCreate,
        List<News> news,
        Optional<Instant> lookAgain) {

    /** One event about the Job. */
    record News(boolean warning, String reason, String message) {}

    JobPlan {
        counted = List.copyOf(counted);
        toDelete = List.copyOf(toDelete);
        news = List.copyOf(news);
    }
}
