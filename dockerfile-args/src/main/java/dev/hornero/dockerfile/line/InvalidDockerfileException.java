// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.line;

/** A Dockerfile that BuildKit refuses; the message is BuildKit's. */
public final class InvalidDockerfileException extends Exception {
    private final int line;

    /** {@code line} is 1-based. */
    public InvalidDockerfileException(int line, String message) {
        super(message);
        this.line = Math.max(1, line);
    }

    public int line() {
        return line;
    }

    /** Never null, unlike {@link #getMessage}. */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
