// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import org.jspecify.annotations.Nullable;

/** A record is no event of the contract. The message says which part of it, and never its value. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public MalformedEventException(String reason) {
        this(reason, null);
    }

    public MalformedEventException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** What is wrong, for the dead letter. */
    public String reason() {
        return reason;
    }
}
