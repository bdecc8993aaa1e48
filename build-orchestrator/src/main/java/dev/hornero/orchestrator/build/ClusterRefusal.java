// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.build;

/**
 * The cluster will not make a build's objects, however often it is asked: the namespace or a right
 * is missing, or what was asked is not valid. The message is fit for a user.
 */
public final class ClusterRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public ClusterRefusal(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
