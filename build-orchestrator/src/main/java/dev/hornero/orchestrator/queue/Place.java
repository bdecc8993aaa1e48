// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.queue;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.ProjectEnvId;
import dev.hornero.orchestrator.imagebuild.model.BuildJob;
import java.time.Instant;

/** A build's place in the queue of its cluster. */
public record Place(
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
        LETTING_GO,
        /** It runs, or was let go to run. */
        RUNNING,
        /** Nothing of it runs or will. */
        ENDED
    }

    public Place {
        requireNonNull(uid, "uid");
        requireNonNull(projectEnv, "projectEnv");
        requireNonNull(namespace, "namespace");
        requireNonNull(resolvedAt, "resolvedAt");
        requireNonNull(state, "state");
    }

    public static Place of(BuildJob job, State state) {
        return new Place(
                job.uid(),
                job.build().projectEnv().id(),
                job.location().namespace(),
                job.sequence(),
                job.resolvedAt(),
                state);
    }
}
