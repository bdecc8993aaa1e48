// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.format;

/** A value that BuildKit refuses; the message is BuildKit's. */
public final class FormatException extends Exception {
    public FormatException(String message) {
        super(message);
    }

    /** Never null, unlike {@link #getMessage}. */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
