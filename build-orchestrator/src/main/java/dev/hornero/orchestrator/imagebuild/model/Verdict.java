// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import static java.util.Objects.requireNonNull;

import dev.hornero.events.job.BuildFailureReason;

/**
 * The decision to end a build that the cluster would not end, written onto the Job before it takes
 * effect: the next leader keeps to it.
 */
public sealed interface Verdict {
    /** A user or a service asked for the end. */
    record Cancel(String requestedBy) implements Verdict {
        public Cancel {
            requireNonNull(requestedBy, "requestedBy");
        }
    }

    /** What the build waits for will not come, or it cannot be started at all. */
    record Fail(BuildFailureReason reason, String message) implements Verdict {
        public Fail {
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }
    }
}
