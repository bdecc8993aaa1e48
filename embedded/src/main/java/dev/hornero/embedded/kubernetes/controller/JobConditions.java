// SPDX-License-Identifier: Apache-2.0
package dev.hornero.embedded.kubernetes.controller;

import dev.hornero.embedded.kubernetes.api.Metadata;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions in a Job's status, by the types that Kubernetes defines. */
final class JobConditions {

    static final String SUSPENDED = "Suspended";
    static final String SUCCESS_CRITERIA_MET = "SuccessCriteriaMet";
    static final String COMPLETE = "Complete";
    static final String FAILURE_TARGET = "FailureTarget";
    static final String FAILED = "Failed";

    private JobConditions() {}

    static Optional<JobCondition> find(JobStatus status, String type) {
        return status.getConditions().stream().filter(c -> c.getType().equals(type)).findFirst();
    }

    static boolean isTrue(JobStatus status, String type) {
        return find(status, type).filter(c -> c.getStatus().equals("True")).isPresent();
    }

    static boolean isFinished(JobStatus status) {
        return isTrue(status, COMPLETE) || isTrue(status, FAILED);
    }

    /** When the Job came to its end, if it did. */
    static Optional<Instant> finishedAt(JobStatus status) {
        return find(status, COMPLETE)
                .filter(c -> c.getStatus().equals("True"))
                .or(() -> find(status, FAILED).filter(c -> c.getStatus().equals("True")))
                .map(c -> Instant.parse(c.getLastTransitionTime()));
    }

    /** Sets the condition, unless it already stands so. */
    static void set(
            JobStatus status,
            String type,
            boolean value,
            String reason,
            String message,
            Instant now) {
        String text = value ? "True" : "False";
        if (find(status, type).filter(c -> c.getStatus().equals(text)).isPresent()) {
            return;
        }
        List<JobCondition> conditions = new ArrayList<>(status.getConditions());
        conditions.removeIf(c -> c.getType().equals(type));
        conditions.add(
                new JobConditionBuilder()
                        .withType(type)
                        .withStatus(text)
                        .withReason(reason)
                        .withMessage(message)
                        .withLastProbeTime(Metadata.timestamp(now))
                        .withLastTransitionTime(Metadata.timestamp(now))
                        .build());
        status.setConditions(conditions);
    }
}
