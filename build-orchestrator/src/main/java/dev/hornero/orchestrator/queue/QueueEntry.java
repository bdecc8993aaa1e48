// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import dev.hornero.orchestrator.imagebuild.model.Ledger;
import dev.hornero.orchestrator.imagebuild.model.Observation;
import java.time.Instant;

/** A build in the queue of its cluster. */
public record QueueEntry(
        String uid,
        ProjectEnvId projectEnv,
        String namespace,
        long sequence,
        Instant resolvedAt,
        State state) {
    /** What counts for the queue. */
    public enum State {
        /** It waits for its turn. */
        QUEUED,
        /** Its turn came, and whether all was made that it needs is not known. */
        RELEASING,
        /** It runs, or was released to run. */
        RUNNING,
        /** Nothing of it runs or will. */
        ENDED
    }

    public QueueEntry {
        requireNonNull(uid, "uid");
        requireNonNull(projectEnv, "projectEnv");
        requireNonNull(namespace, "namespace");
        requireNonNull(resolvedAt, "resolvedAt");
        requireNonNull(state, "state");
    }

    public static QueueEntry of(BuildJob job, State state) {
        return new QueueEntry(
                job.uid(),
                job.build().projectEnv().id(),
                job.location().namespace(),
                job.sequence(),
                job.resolvedAt(),
                state);
    }

    /** Reads it from what is seen of the build and what the ledger of its ProjectEnv says. */
    public static QueueEntry of(Observation seen, Ledger ledger) {
        return of(seen.job(), state(seen, ledger));
    }

    private static State state(Observation seen, Ledger ledger) {
        if (seen.alive()) {
            return State.RUNNING;
        }
        if (seen.state().finish().isPresent()
                || seen.state().verdict().isPresent()
                || seen.state().deletionAt().isPresent()
                || !seen.state().hasFinalizer()) {
            return State.ENDED;
        }
        if (!seen.state().suspended()) {
            return State.RUNNING;
        }
        if (ledger.isRunning(seen.job())) {
            return State.RELEASING;
        }
        // A Job that an instance with an old view created again after the build had ended.
        return ledger.knows(seen.job().sequence()) || ledger.deletedAt().isPresent()
                ? State.ENDED
                : State.QUEUED;
    }
}
