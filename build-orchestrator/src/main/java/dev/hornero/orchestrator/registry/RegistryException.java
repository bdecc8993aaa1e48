// SPDX-License-Identifier: Apache-2.0
package dev.hornero.orchestrator.registry;

import org.jspecify.annotations.Nullable;

/** The registry did not do what was asked. The message is fit for a user and has no secret. */
public final class RegistryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final String reason;

    private RegistryException(boolean passing, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.passing = passing;
        this.reason = reason;
    }

    /** It will go by itself: away, slow, or asked too often. */
    public static RegistryException passing(String reason, @Nullable Throwable cause) {
        return new RegistryException(true, reason, cause);
    }

    /** It stays so until a setting or a permission changes. */
    public static RegistryException refused(String reason, @Nullable Throwable cause) {
        return new RegistryException(false, reason, cause);
    }

    public boolean isPassing() {
        return passing;
    }

    public String reason() {
        return reason;
    }
}
