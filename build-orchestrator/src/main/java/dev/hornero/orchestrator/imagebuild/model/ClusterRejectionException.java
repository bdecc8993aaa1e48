// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.imagebuild.model;

import dev.hornero.events.job.BuildFailureReason;

/**
 * The cluster does not make a build's objects: the namespace or a right is missing, a rule of the
 * cluster forbids them, or a quota is used up. The message is fit for a user.
 */
public final class ClusterRejectionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final BuildFailureReason failure;
    private final String reason;
    private final boolean passing;

    /**
     * @param failure what a build ends with
     * @param reason a sentence that is fit for a user
     * @param passing others that end may make room, as with a quota
     */
    public ClusterRejectionException(
            BuildFailureReason failure, String reason, boolean passing, Throwable cause) {
        super(reason, cause);
        this.failure = failure;
        this.reason = reason;
        this.passing = passing;
    }

    public BuildFailureReason failure() {
        return failure;
    }

    public boolean isPassing() {
        return passing;
    }

    public String reason() {
        return reason;
    }
}
