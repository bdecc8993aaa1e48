// SPDX-License-Identifier: Apache-2.0
package dev.hornero.statusservice.imagebuild.model;

/** Where a build stands; a function of what was told about it. */
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
        return facts.ending()
                .map(end -> of(end.told()))
                .orElseGet(() -> unended(facts.inputs(), facts.job()));
    }

    private static Phase of(Ending ending) {
        return switch (ending) {
            case Ending.Succeeded _ -> SUCCEEDED;
            case Ending.Failed _, Ending.ScanFailed _ -> FAILED;
            case Ending.Cancelled _ -> CANCELLED;
        };
    }

    private static Phase unended(Inputs inputs, Job job) {
        if (job.started().isPresent() || job.doing().isPresent()) {
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
