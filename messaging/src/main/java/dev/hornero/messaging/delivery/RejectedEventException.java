// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.delivery;

/**
 * A well-formed event that this service cannot ever take, such as one that contradicts what is
 * known: it becomes a dead letter with this message, which must not contain a secret.
 */
public final class RejectedEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public RejectedEventException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why it cannot be taken, for the dead letter. */
    public String reason() {
        return reason;
    }
}
