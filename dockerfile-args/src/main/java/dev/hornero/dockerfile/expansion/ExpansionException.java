// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.expansion;

/** A word that cannot be expanded; the message is BuildKit's. */
public final class ExpansionException extends Exception {
    public ExpansionException(String message) {
        super(message);
    }

    /** Never null, unlike {@link #getMessage}. */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
