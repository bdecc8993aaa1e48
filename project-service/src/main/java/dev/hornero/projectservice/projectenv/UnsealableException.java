// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice.projectenv;

/** An event cannot be sealed for its reader; the message is for the user and has no secret. */
final class UnsealableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    UnsealableException(String why, Throwable cause) {
        super(why, cause);
        this.why = why;
    }

    @Override
    public String getMessage() {
        return why;
    }
}
