// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.envelope;

import org.jspecify.annotations.Nullable;

/** A record is no event of the contract. The message says which part of it, and never its value. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message) {
        super(message);
    }

    public MalformedEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
