// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

/** The phase of a build, a function of its facts. Clients of the REST API declare their own. */
public enum Phase {
    REQUESTED,
    NEEDS_VALUES,
    QUEUED,
    LAUNCHED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    static Phase of(BuildFacts facts) {
        return facts.outcome()
                .map(end -> of(end.value()))
                .orElseGet(() -> unended(facts.inputs(), facts.job()));
    }

    private static Phase of(BuildOutcome outcome) {
        return switch (outcome) {
            case BuildOutcome.Succeeded _ -> SUCCEEDED;
            case BuildOutcome.Failed _, BuildOutcome.ScanFailed _ -> FAILED;
            case BuildOutcome.Cancelled _ -> CANCELLED;
        };
    }

    private static Phase unended(Inputs inputs, Job job) {
        if (job.started().isPresent() || job.currentStep().isPresent()) {
            return RUNNING;
        }
        // A job that waits has been launched: only then is there something to wait for.
        if (job.launched().isPresent() || job.waiting().isPresent()) {
            return LAUNCHED;
        }
        if (job.queued().isPresent() || inputs.resolved().isPresent()) {
            return QUEUED;
        }
        return inputs.missing().isPresent() ? NEEDS_VALUES : REQUESTED;
    }

    /** Whether nothing can come after it. */
    public boolean ended() {
        return switch (this) {
            case REQUESTED, NEEDS_VALUES, QUEUED, LAUNCHED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }
}
