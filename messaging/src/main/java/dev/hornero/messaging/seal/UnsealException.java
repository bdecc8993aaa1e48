// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import org.jspecify.annotations.Nullable;

/** A sealed value does not open here: no key for it, another purpose, or it was changed. */
public final class UnsealException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsealException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
